import { DomainError } from '../errors.ts';

export const maximumBytes = 15_000_000;
export const maximumPixels = 40_000_000;

export const unsupported = (): DomainError =>
  new DomainError('photo.unsupported', 415, 'A photo must be a JPEG, PNG or WebP picture.');

export const unreadable = (): DomainError =>
  new DomainError('photo.unreadable', 422, 'The photo is damaged and cannot be read.');

export const tooManyPixels = (): DomainError =>
  new DomainError('photo.too_many_pixels', 422, 'The photo has too many pixels: 40 megapixels at most.', {
    maximumPixels,
  });

export const tooLarge = (): DomainError =>
  new DomainError('photo.too_large', 413, 'The photo is too large: 15 MB at most.', { maximumBytes });

export const tooSlow = (): DomainError =>
  new DomainError('photo.too_slow', 422, 'The photo takes too long to read. Save it again as an ordinary JPEG.');

export const storageFull = (): DomainError =>
  new DomainError('photo.storage_full', 507, 'There is no space left for photos.');

export const storageUnavailable = (): DomainError =>
  new DomainError('photo.storage_unavailable', 503, 'The photos are out of reach at the moment. Try again soon.');

export const busy = (): DomainError =>
  new DomainError('photo.busy', 503, 'Too many photos are being added at the moment. Try again soon.');

const full = new Set(['ENOSPC', 'EDQUOT']);
const unreachable = new Set(['EIO', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENOTCONN', 'EROFS', 'ENOENT']);

/** What the file system says, as a refusal where it is one; anything else comes back as it is. */
export function storageRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || error instanceof DomainError) return error;
  if (full.has(code)) return storageFull();
  return unreachable.has(code) ? storageUnavailable() : error;
}
