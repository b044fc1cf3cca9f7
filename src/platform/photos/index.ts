export {
  type PhotoSize,
  photoCacheControl,
  photoContentType,
  photoSides,
  photoSizes,
  photoUrl,
} from './photo-names.ts';
export { maximumBytes as maximumPhotoBytes } from './photo-refusals.ts';
export { openPhotoStore, type PhotoStore, type PhotoStoreOptions } from './photo-store.ts';
export type { PhotoFigures } from './process/messages.ts';
export type { StoredPhoto } from './stored-photo.ts';
