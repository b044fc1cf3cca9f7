import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { openPhotoStore } from './photo-store.ts';
import type { PhotoFigures } from './process/messages.ts';

const data = join(import.meta.dirname, '../../../../shared/data/hostile');
const manifest = join(data, 'images_manifest.tsv');
const skip = existsSync(manifest) ? false : 'needs ../shared/data/hostile';

/** Two seconds on a quiet machine, and ten times that before it counts as hanging. */
const guardMs = 20_000;
const peakLimitBytes = 300_000_000;

const folder = await mkdtemp(join(tmpdir(), 'hostile-photos-'));
const figures: PhotoFigures[] = [];
const store = openPhotoStore({ folder, onFigures: (figure) => figures.push(figure) });
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** `ok` or the code of the refusal; the manifest's words, and what this shop makes of them where they leave it open. */
const expected: Readonly<Record<string, string>> = {
  'bomb_12000x12000_rgb.png': 'photo.too_many_pixels',
  'bomb_65535x65535_header_only.png': 'photo.too_many_pixels',
  'bomb_ztxt_50MB.png': 'ok',
  'exif_invalid_image01137.jpg': 'ok',
  'exif_invalid_image02206.jpg': 'ok',
  'libpng_badadler.png': 'photo.unreadable',
  'ok_64x64.png': 'ok',
  'png_trailing_garbage.png': 'ok',
  'poly_jpg_html_tail.jpg': 'ok',
  'poly_jpg_zip.jpg': 'ok',
  'sharp_corrupt-header.jpg': 'photo.unreadable',
  'sharp_truncated.png': 'photo.unreadable',
};
const foreign = /\.(?:avif|bmp|gif|ico|svg|svgz|tga)$|_as\.jpg$|^svg_|^empty/;

const names = skip
  ? []
  : readFileSync(manifest, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0] ?? '');

async function outcome(name: string): Promise<string> {
  try {
    const photo = await store.take(createReadStream(join(data, 'images', name)));
    for (const { name: size } of photo.sizes) await assertClean(store.file(store.url(photo.hash, size).slice(8)) ?? '');
    return 'ok';
  } catch (error) {
    return String((error as { code?: string }).code ?? error);
  }
}

async function assertClean(path: string): Promise<void> {
  const content = await readFile(path);
  const { format, exif, xmp } = await sharp(content).metadata();
  assert.ok(format === 'webp' && exif === undefined && xmp === undefined);
  assert.ok(!content.includes('MARKER') && !content.includes('<script'));
}

test('every hostile picture is refused clearly or re-encoded, in bounded time and memory', { skip }, async (t) => {
  assert.ok(names.length >= 46);
  for (const name of names) {
    const start = performance.now();
    const answer = await outcome(name);
    const tookMs = performance.now() - start;
    t.diagnostic(`${name}: ${answer} in ${Math.round(tookMs)} ms`);
    assert.ok(tookMs < guardMs, name);
    assert.match(answer, /^(?:ok|photo\.(?:unsupported|unreadable|too_many_pixels|too_slow))$/, name);
    if (foreign.test(name)) assert.equal(answer, 'photo.unsupported', name);
    if (expected[name]) assert.equal(answer, expected[name], name);
  }
  const peakBytes = Math.max(...figures.map((figure) => figure.peakBytes));
  t.diagnostic(`${Math.round(peakBytes / 1e6)} MB at most`);
  assert.ok(peakBytes < peakLimitBytes);
});

test('no hostile picture ended the process that reads them, and none left an unfinished file', { skip }, async () => {
  assert.equal(store.processIds().length, 1);
  assert.deepEqual(await readdir(join(folder, '.incoming')), []);
});
