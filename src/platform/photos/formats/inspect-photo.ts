import { maximumPixels, tooManyPixels, unreadable, unsupported } from '../photo-refusals.ts';
import { inspectJpeg } from './inspect-jpeg.ts';
import { inspectPng } from './inspect-png.ts';
import { inspectWebp } from './inspect-webp.ts';
import { sniffPhoto } from './sniff-photo.ts';

export interface InspectedPhoto {
  width: number;
  height: number;
  /** What a decoder keeps of the whole picture at once; 0 where it goes line by line. */
  heldBytes: number;
  /** What the decoder gets: the source without what it has no need of. */
  content: Buffer;
}

/** With what sharp, libvips and Node take themselves, decoding stays below 300 MB. */
const maximumHeldBytes = 150_000_000;

const inspectors = { jpeg: inspectJpeg, png: inspectPng, webp: inspectWebp };

/**
 * Looks at the structure of a photo before any decoder does, for what is cheap to send and dear to decode.
 *
 * Errors: photo.unsupported, photo.unreadable, photo.too_many_pixels.
 */
export function inspectPhoto(source: Buffer): InspectedPhoto {
  const format = sniffPhoto(source);
  if (format === undefined) throw unsupported();
  const photo = inspectors[format](source);
  const pixels = photo.width * photo.height;
  if (pixels === 0) throw unreadable();
  if (pixels > maximumPixels || photo.heldBytes > maximumHeldBytes) throw tooManyPixels();
  return photo;
}
