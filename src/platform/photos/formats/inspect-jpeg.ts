import { tooSlow, unreadable, unsupported } from '../photo-refusals.ts';
import type { InspectedPhoto } from './inspect-photo.ts';

/** An encoder writes about ten; thousands of empty ones in a small file each cost a pass over the whole picture. */
const maximumScans = 40;
const coefficientBytes = 2;

interface Frame {
  width: number;
  height: number;
  progressive: boolean;
  /** Samples per pixel: 3 without subsampling, 1.5 with the usual one. */
  samplesPerPixel: number;
}

/** Reads the size from the frame header and counts the scans. */
export function inspectJpeg(source: Buffer): InspectedPhoto {
  const { frame, scans } = walk(source);
  if (scans > maximumScans) throw tooSlow();
  const whole = frame.progressive || scans > 1;
  const heldBytes = frame.width * frame.height * frame.samplesPerPixel * coefficientBytes;
  return { width: frame.width, height: frame.height, heldBytes: whole ? heldBytes : 0, content: source };
}

function walk(source: Buffer): { frame: Frame; scans: number } {
  let frame: Frame | undefined;
  let scans = 0;
  let at = 2;
  for (;;) {
    at = nextMarker(source, at);
    const marker = source[at];
    if (marker === undefined || marker === 0xd9) break;
    const segment = segmentAt(source, at + 1);
    if (isFrameMarker(marker)) frame = onlyFrame(frame, marker, segment);
    if (marker === 0xda) scans += 1;
    at += 1 + segment.length;
  }
  if (frame === undefined || scans === 0) throw unreadable();
  return { frame, scans };
}

/** The next marker's second byte; passes over the compressed data of a scan, where 0xff is followed by 0 or a restart. */
function nextMarker(source: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = source.indexOf(0xff, at);
    if (at === -1) return source.length;
    while (source[at] === 0xff) at += 1;
    const code = source[at];
    if (code === undefined || (code !== 0 && code !== 1 && !(code >= 0xd0 && code <= 0xd7))) return at;
  }
}

function segmentAt(source: Buffer, at: number): Buffer {
  if (at + 2 > source.length) throw unreadable();
  const length = source.readUInt16BE(at);
  if (length < 2 || at + length > source.length) throw unreadable();
  return source.subarray(at, at + length);
}

const isFrameMarker = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function onlyFrame(earlier: Frame | undefined, marker: number, segment: Buffer): Frame {
  if (earlier !== undefined || segment.length < 8) throw unreadable();
  const lossyHuffman = marker <= 0xc2;
  if (!lossyHuffman || segment[2] !== 8) throw unsupported();
  const components = segment.readUInt8(7);
  if (segment.length !== 8 + 3 * components) throw unreadable();
  return {
    width: segment.readUInt16BE(5),
    height: segment.readUInt16BE(3),
    progressive: marker === 0xc2,
    samplesPerPixel: samplesPerPixel(segment.subarray(8)),
  };
}

function samplesPerPixel(components: Buffer): number {
  let sum = 0;
  let widest = 1;
  let highest = 1;
  for (let at = 1; at < components.length; at += 3) {
    const across = components.readUInt8(at) >> 4;
    const down = components.readUInt8(at) & 15;
    sum += across * down;
    widest = Math.max(widest, across);
    highest = Math.max(highest, down);
  }
  return sum / (widest * highest);
}
