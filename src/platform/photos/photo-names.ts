import { join } from 'node:path';

export type PhotoSize = 'small' | 'medium' | 'large';

/** Longest side in pixels of each size; a smaller photo is never enlarged. */
export const photoSides: Readonly<Record<PhotoSize, number>> = { small: 320, medium: 800, large: 1600 };

/** The order of writing: the large file comes last, so where it exists the photo is complete. */
export const photoSizes: readonly PhotoSize[] = ['small', 'medium', 'large'];

/** A name is made from what the file holds, so what it answers never changes. */
export const photoCacheControl = 'public, max-age=31536000, immutable';
export const photoContentType = 'image/webp';

/** Half a SHA-256: short enough for pages with dozens of addresses, and a second photo with the same name takes 2^128 trials. */
export const hashCharacters = 32;

const hashShape = /^[0-9a-f]{32}$/;
const nameShape = /^([0-9a-f]{2})\/\1[0-9a-f]{30}-(?:small|medium|large)\.webp$/;

export const isPhotoHash = (text: string): boolean => hashShape.test(text);

/** `ab/ab…-small.webp`, below the folder and below `/photos/` alike. */
export function photoName(hash: string, size: PhotoSize): string {
  if (!isPhotoHash(hash)) throw new TypeError('A photo is named by 32 hexadecimal characters.');
  return `${hash.slice(0, 2)}/${hash}-${size}.webp`;
}

export const photoUrl = (hash: string, size: PhotoSize): string => `/photos/${photoName(hash, size)}`;

/** The path of a served name, or undefined for whatever is not exactly such a name (traversal, unfinished files). */
export const photoPath = (folder: string, name: string): string | undefined =>
  nameShape.test(name) ? join(folder, name) : undefined;

/** Uploads and files that are not finished lie here: the same file system, so that a rename puts them in place. */
export const incomingFolder = (folder: string): string => join(folder, '.incoming');
