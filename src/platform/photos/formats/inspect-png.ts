import { inflateSync } from 'node:zlib';
import { unreadable } from '../photo-refusals.ts';
import type { InspectedPhoto } from './inspect-photo.ts';

const signatureBytes = 8;
const aroundData = 12;
const maximumChunks = 20_000;
const maximumProfileBytes = 4_000_000;
const maximumExifBytes = 65_536;

const picture = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
const colours = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP']);
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  type: string;
  data: Buffer;
  /** With length, type and checksum, as it stands in the file. */
  whole: Buffer;
}

/**
 * Reads the size from the header and copies only the chunks that the picture and its colours need. Text chunks are
 * compressed: 48 kB of them can hold 50 MB, which libpng unpacks for seconds before it sees a pixel.
 */
export function inspectPng(source: Buffer): InspectedPhoto {
  const kept = Buffer.allocUnsafe(source.length);
  let length = source.copy(kept, 0, 0, signatureBytes);
  const once = new Set<string>();
  let header: Buffer | undefined;
  for (const chunk of chunksOf(source)) {
    header ??= headerOf(chunk);
    if (!isKept(chunk, once)) continue;
    once.add(chunk.type);
    length += chunk.whole.copy(kept, length);
  }
  if (header === undefined || !once.has('IDAT')) throw unreadable();
  return { ...sizeOf(header), content: kept.subarray(0, length) };
}

function* chunksOf(source: Buffer): Generator<Chunk> {
  let at = signatureBytes;
  for (let count = 0; count < maximumChunks; count += 1) {
    if (at + aroundData > source.length) throw unreadable();
    const end = at + aroundData + source.readUInt32BE(at);
    if (end > source.length) throw unreadable();
    const type = source.toString('latin1', at + 4, at + 8);
    yield { type, data: source.subarray(at + 8, end - 4), whole: source.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
  throw unreadable();
}

function headerOf(chunk: Chunk): Buffer {
  if (chunk.type !== 'IHDR' || chunk.data.length !== 13) throw unreadable();
  return chunk.data;
}

function isKept(chunk: Chunk, once: ReadonlySet<string>): boolean {
  if (picture.has(chunk.type)) return true;
  if (once.has(chunk.type)) return false;
  if (chunk.type === 'iCCP') return isModestProfile(chunk.data);
  if (chunk.type === 'eXIf') return chunk.data.length <= maximumExifBytes;
  return colours.has(chunk.type);
}

/** A colour profile is compressed as well: name, zero, method, then deflated data. */
function isModestProfile(data: Buffer): boolean {
  try {
    inflateSync(data.subarray(data.indexOf(0) + 2), { maxOutputLength: maximumProfileBytes });
    return true;
  } catch {
    return false;
  }
}

function sizeOf(header: Buffer): Omit<InspectedPhoto, 'content'> {
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const bitDepth = header.readUInt8(8);
  const interlaced = header.readUInt8(12) !== 0;
  const pixelBytes = Math.max(1, bitDepth / 8) * (channels[header.readUInt8(9)] ?? 4);
  return { width, height, heldBytes: interlaced ? width * height * pixelBytes : 0 };
}
