// Photos for tests, made by the tests themselves.
import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

interface SampleSize {
  width: number;
  height: number;
}

/** Soft shapes under fine grain cost about what a telephone's photo costs; a smooth gradient would cost far less. */
export async function noisyPicture({ width, height }: SampleSize): Promise<Sharp> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const shapes = { width: Math.ceil(width / 8), height: Math.ceil(height / 8), channels: 3, noise } as const;
  const content = await sharp({ create: { ...shapes, background: '#808080' } })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  addGrain(content);
  return sharp(content, { raw: { width, height, channels: 3 } });
}

function addGrain(content: Buffer): void {
  let state = 1;
  for (let at = 0; at < content.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    content[at] = Math.min(255, Math.max(0, (content[at] ?? 0) + ((state >> 16) & 31) - 16));
  }
}

/** The red square lies at the top left of an upright picture. */
export async function markedPicture(size = 64): Promise<Sharp> {
  const mark = await sharp({ create: { width: size / 4, height: size / 4, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const content = await sharp({ create: { width: size, height: size / 2, channels: 3, background: '#0000ff' } })
    .composite([{ input: mark, top: 0, left: 0 }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(content, { raw: { width: size, height: size / 2, channels: 3 } });
}

/** A stream as a request's: it can be broken off. */
export const inChunks = (content: Uint8Array, bytes = 65_536): Readable => Readable.from(chunks(content, bytes));

function* chunks(content: Uint8Array, bytes: number): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += bytes) yield content.subarray(at, at + bytes);
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** Puts chunks behind the header of a PNG. */
export function withPngChunks(png: Buffer, chunks: readonly Buffer[]): Buffer {
  const afterHeader = 33;
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}

/** A few kilobytes that unpack to `bytes` zeros. */
export const deflatedZeros = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes), { level: 9 });
