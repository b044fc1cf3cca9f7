import type { PhotoSize } from './photo-names.ts';

export interface StoredPhoto {
  /** Names all sizes, and is made from the content of the large one. */
  hash: string;
  /** Of the large size, upright. */
  width: number;
  height: number;
  sizes: { name: PhotoSize; width: number; height: number; bytes: number }[];
}
