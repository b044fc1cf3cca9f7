import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflatedZeros, markedPicture, pngChunk, withPngChunks } from '../photo-samples.ts';
import { inspectPhoto } from './inspect-photo.ts';

const picture = await markedPicture();
const jpeg = await picture.clone().jpeg().toBuffer();
const progressive = await picture.clone().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer();
const png = await picture.clone().png().toBuffer();
const interlaced = await picture.clone().png({ progressive: true }).toBuffer();
const lossy = await picture.clone().webp().toBuffer();
const lossless = await picture.clone().webp({ lossless: true }).toBuffer();
const extended = await picture.clone().webp({ lossless: true }).withIccProfile('p3').toBuffer();

/** The same file, saying that it has another size. */
function resized(file: Buffer, write: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(file);
  write(copy);
  return copy;
}

function jpegFrameAt(file: Buffer): number {
  return file.findIndex((byte, at) => byte === 0xff && (file[at + 1] === 0xc0 || file[at + 1] === 0xc2));
}

const sizedJpeg = (file: Buffer, width: number, height: number): Buffer =>
  resized(file, (copy) => {
    copy.writeUInt16BE(height, jpegFrameAt(copy) + 5);
    copy.writeUInt16BE(width, jpegFrameAt(copy) + 7);
  });

const sizedPng = (file: Buffer, width: number, height: number): Buffer =>
  resized(file, (copy) => {
    copy.writeUInt32BE(width, 16);
    copy.writeUInt32BE(height, 20);
  });

test('reads the size of every allowed format', () => {
  for (const file of [jpeg, progressive, png, interlaced, lossy, lossless, extended]) {
    const { width, height } = inspectPhoto(file);
    assert.deepEqual({ width, height }, { width: 64, height: 32 });
  }
});

test('a picture that a decoder holds whole counts by its bytes', () => {
  const held = [jpeg, progressive, png, interlaced, lossy, lossless, extended].map(
    (file) => inspectPhoto(file).heldBytes / (64 * 32),
  );
  assert.deepEqual(held, [0, 6, 0, 3, 0, 4, 4]);
});

test('more than 40 megapixels are refused from the header', () => {
  const refusal = { code: 'photo.too_many_pixels', status: 422 };
  assert.throws(() => inspectPhoto(sizedJpeg(jpeg, 8000, 5001)), refusal);
  assert.throws(() => inspectPhoto(sizedPng(png, 65_535, 65_535)), refusal);
  assert.doesNotThrow(() => inspectPhoto(sizedJpeg(jpeg, 8000, 5000)));
  assert.doesNotThrow(() => inspectPhoto(sizedPng(png, 8000, 5000)));
});

test('fewer are refused where they would be held whole beyond the memory limit', () => {
  const refusal = { code: 'photo.too_many_pixels', status: 422 };
  assert.throws(() => inspectPhoto(sizedJpeg(progressive, 6000, 5000)), refusal);
  assert.doesNotThrow(() => inspectPhoto(sizedJpeg(progressive, 4000, 3000)));
});

test('a picture without a side is unreadable', () => {
  const refusal = { code: 'photo.unreadable', status: 422 };
  assert.throws(() => inspectPhoto(sizedJpeg(jpeg, 64, 0)), refusal);
  assert.throws(() => inspectPhoto(sizedPng(png, 0, 32)), refusal);
});

test('text, time and other chunks of a PNG never reach the decoder; colours and orientation do', () => {
  const text = pngChunk('zTXt', Buffer.concat([Buffer.from('bomb\0\0', 'latin1'), deflatedZeros(50_000_000)]));
  const gamma = pngChunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]));
  const { content } = inspectPhoto(withPngChunks(png, [text, gamma, pngChunk('tIME', Buffer.alloc(7))]));
  assert.ok(!content.includes('zTXt') && !content.includes('tIME'));
  assert.ok(content.includes('gAMA'));
});

test('a colour profile that unpacks without end is left out', () => {
  const profile = (bytes: number): Buffer =>
    pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflatedZeros(bytes)]));
  assert.ok(!inspectPhoto(withPngChunks(png, [profile(20_000_000)])).content.includes('iCCP'));
  assert.ok(inspectPhoto(withPngChunks(png, [profile(3000)])).content.includes('iCCP'));
});

test('hundreds of thousands of empty chunks are refused', () => {
  const empty = Array.from({ length: 300_000 }, () => pngChunk('IDAT', Buffer.alloc(0)));
  assert.throws(() => inspectPhoto(withPngChunks(png, empty)), { code: 'photo.unreadable' });
});

test('a JPEG of countless scans is refused', () => {
  const scanAt = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = progressive.subarray(scanAt, -2);
  const copies = Array.from({ length: 60 }, () => scan);
  const bomb = Buffer.concat([progressive.subarray(0, scanAt), ...copies, progressive.subarray(-2)]);
  assert.throws(() => inspectPhoto(bomb), { code: 'photo.too_slow', status: 422 });
});

test('what is cut short inside its structure is unreadable', () => {
  for (const file of [jpeg.subarray(0, 30), png.subarray(0, 60), lossy.subarray(0, -1), extended.subarray(0, 20)]) {
    assert.throws(() => inspectPhoto(file), { code: 'photo.unreadable' });
  }
});

test('what follows a picture is not part of it', () => {
  const tail = Buffer.from('<script>alert(1)</script>');
  for (const file of [png, lossy]) {
    assert.ok(!inspectPhoto(Buffer.concat([file, tail])).content.includes(tail));
  }
});

test('any cut and any changed byte is answered, never a crash of the inspection', () => {
  for (const file of [progressive, interlaced, extended]) {
    for (let at = 0; at < Math.min(file.length, 600); at += 1) {
      for (const hostile of [file.subarray(0, at), resized(file, (copy) => copy.writeUInt8(0xff, at))]) {
        try {
          inspectPhoto(hostile);
        } catch (error) {
          assert.match(String((error as { code?: string }).code), /^photo\./);
        }
      }
    }
  }
});
