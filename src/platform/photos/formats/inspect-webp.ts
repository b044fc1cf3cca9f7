import { unreadable } from '../photo-refusals.ts';
import type { InspectedPhoto } from './inspect-photo.ts';

type Size = Omit<InspectedPhoto, 'content'>;

const riffHeader = 12;
const firstData = 20;
const animated = 0x02;

/** Reads the size from the first chunk; what follows the RIFF container is left out. */
export function inspectWebp(source: Buffer): InspectedPhoto {
  if (source.length < firstData + 10) throw unreadable();
  const end = 8 + source.readUInt32LE(4);
  if (end > source.length || end < firstData + 10) throw unreadable();
  return { ...sizeOf(source), content: source.subarray(0, end) };
}

function sizeOf(source: Buffer): Size {
  const chunk = source.toString('latin1', riffHeader, riffHeader + 4);
  if (chunk === 'VP8 ') return lossySize(source);
  if (chunk === 'VP8L') return losslessSize(source);
  if (chunk === 'VP8X') return extendedSize(source);
  throw unreadable();
}

function lossySize(source: Buffer): Size {
  const startCode = source.readUIntBE(firstData + 3, 3);
  if (startCode !== 0x9d012a) throw unreadable();
  const width = source.readUInt16LE(firstData + 6) & 0x3fff;
  const height = source.readUInt16LE(firstData + 8) & 0x3fff;
  return { width, height, heldBytes: 0 };
}

function losslessSize(source: Buffer): Size {
  if (source[firstData] !== 0x2f) throw unreadable();
  const bits = source.readUInt32LE(firstData + 1);
  const width = (bits & 0x3fff) + 1;
  const height = ((bits >>> 14) & 0x3fff) + 1;
  return { width, height, heldBytes: width * height * 4 };
}

/** An animation is decoded on canvases of its full size: the current one, the one before, and the frame. */
function extendedSize(source: Buffer): Size {
  const width = source.readUIntLE(firstData + 4, 3) + 1;
  const height = source.readUIntLE(firstData + 7, 3) + 1;
  const isAnimated = (source.readUInt8(firstData) & animated) !== 0;
  const canvases = isAnimated ? 3 : Number(holdsLosslessPicture(source));
  return { width, height, heldBytes: width * height * 4 * canvases };
}

/** Colour profile and transparency stand before the picture's own chunk; each chunk is padded to an even length. */
function holdsLosslessPicture(source: Buffer): boolean {
  let at = riffHeader;
  while (at + 8 <= source.length) {
    const chunk = source.toString('latin1', at, at + 4);
    if (chunk === 'VP8 ' || chunk === 'VP8L') return chunk === 'VP8L';
    const length = source.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  throw unreadable();
}
