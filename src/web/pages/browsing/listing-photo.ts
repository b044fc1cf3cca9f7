import type { Listing } from '../../../modules/catalogue/index.ts';
import { photoSides, photoUrl } from '../../../platform/photos/index.ts';
import type { Photo } from '../../components/book-picture.ts';
import type { GalleryPhoto } from '../../components/photo-gallery.ts';

type StoredPhoto = Listing['photos'][number];

/** A copy's first photo as a card shows it; null where it has none. */
export function cardPhoto({ photos }: Pick<Listing, 'photos'>): Photo | null {
  const [photo] = photos;
  if (!photo) return null;
  const small = photoUrl(photo.hash, 'small');
  return {
    url: small,
    srcset: `${small} ${widthOf(photo, photoSides.small)}w, ${photoUrl(photo.hash, 'medium')} ${widthOf(photo, photoSides.medium)}w`,
    width: photo.width,
    height: photo.height,
  };
}

/** A photo as the page of its copy shows it: as large as the screen can use. */
export function galleryPhoto(photo: StoredPhoto): GalleryPhoto {
  const medium = photoUrl(photo.hash, 'medium');
  const large = photoUrl(photo.hash, 'large');
  const { width, height } = photo;
  const srcset = `${photoUrl(photo.hash, 'small')} ${widthOf(photo, photoSides.small)}w, ${medium} ${widthOf(photo, photoSides.medium)}w, ${large} ${width}w`;
  return { url: medium, largeUrl: large, srcset, width, height };
}

/** The width of a size whose longest side is `side`; a smaller photo is never enlarged. */
const widthOf = ({ width, height }: StoredPhoto, side: number): number =>
  Math.max(1, Math.round(width * Math.min(1, side / Math.max(width, height, 1))));
