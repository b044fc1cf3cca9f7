import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { DomainError, isDomainError } from '../errors.ts';
import { inChunks, markedPicture, noisyPicture } from './photo-samples.ts';
import { openPhotoStore, type PhotoStore, type PhotoStoreOptions } from './photo-store.ts';
import type { PhotoFigures } from './process/messages.ts';

const root = await mkdtemp(join(tmpdir(), 'photo-store-'));
const open: PhotoStore[] = [];
after(async () => {
  await Promise.all(open.map((store) => store.close()));
  await rm(root, { recursive: true });
});

async function newStore(options: Partial<PhotoStoreOptions> = {}): Promise<{ store: PhotoStore; folder: string }> {
  const folder = await mkdtemp(join(root, 'uploads-'));
  const store = openPhotoStore({ folder, ...options });
  open.push(store);
  return { store, folder };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await condition()) return;
    await delay(10);
  }
  assert.fail('It did not happen within five seconds.');
}

const codeOf = (error: unknown): unknown => (error instanceof DomainError ? error.code : error);

const telephone = await noisyPicture({ width: 4000, height: 3000 });
const telephonePhoto = await telephone
  .jpeg({ quality: 85 })
  .withExif({
    IFD0: { Make: 'MARKER-CAMERA', Copyright: 'MARKER-OWNER' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '4/1 42/1 40/1', GPSLongitudeRef: 'W', GPSLongitude: '74/1 4/1 20/1' },
  })
  .withMetadata({ orientation: 6 })
  .toBuffer();
const smallPhoto = await (await markedPicture()).jpeg().toBuffer();

test('a photo of 12 megapixels becomes three upright sizes, without a trace of where it was taken', async (t) => {
  const figures: PhotoFigures[] = [];
  const { store, folder } = await newStore({ onFigures: (figure) => figures.push(figure) });
  const { exif, orientation } = await sharp(telephonePhoto).metadata();
  assert.ok(orientation === 6 && exif?.includes('MARKER-CAMERA'));

  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const photo = await store.take(inChunks(telephonePhoto));
  delays.disable();

  assert.deepEqual(
    photo.sizes.map(({ name, width, height }) => [name, width, height]),
    [
      ['small', 240, 320],
      ['medium', 600, 800],
      ['large', 1200, 1600],
    ],
  );
  assert.deepEqual([photo.width, photo.height], [1200, 1600]);
  for (const { name, bytes } of photo.sizes) {
    const content = await store.read(store.url(photo.hash, name).slice('/photos/'.length));
    assert.ok(content?.length === bytes);
    const metadata = await sharp(content).metadata();
    assert.ok(metadata.format === 'webp' && metadata.exif === undefined && metadata.icc === undefined);
    assert.ok(!content.includes('MARKER'));
    assert.deepEqual(chunksOf(content), ['VP8 ']);
  }
  assert.equal((await filesIn(folder)).length, 3);
  const [figure] = figures;
  t.diagnostic(`${Math.round(figure?.cpuMs ?? 0)} ms CPU, ${Math.round((figure?.peakBytes ?? 0) / 1e6)} MB at most`);
  t.diagnostic(`event loop late by ${Math.round(delays.percentile(99) / 1e6)} ms at p99 meanwhile`);
  assert.ok(figure && figure.peakBytes < 300_000_000);
  assert.ok(delays.percentile(99) < 300_000_000);
});

/** The names of a WebP file's chunks: the picture alone is `VP8 `; what tells of the camera would be in others. */
function chunksOf(webp: Buffer) {
  const names: string[] = [];
  for (let at = 12; at < webp.length; at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2))
    names.push(webp.toString('latin1', at, at + 4));
  return names;
}

test('the same photo twice, at once and again, is the same files', async () => {
  const { store, folder } = await newStore({ workers: 2 });
  const [one, two] = await Promise.all([store.take(inChunks(smallPhoto)), store.take(inChunks(smallPhoto, 7))]);
  const third = await store.take(inChunks(smallPhoto));
  assert.deepEqual(one, two);
  assert.deepEqual(one, third);
  assert.equal((await filesIn(folder)).length, 3);
});

test('what is declared and how it is cut into pieces change nothing; only the content counts', async () => {
  const { store, folder } = await newStore();
  await store.take(inChunks(smallPhoto, 1), { declaredType: 'text/html' });
  const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic', 'latin1'), Buffer.alloc(100)]);
  await assert.rejects(store.take(inChunks(film), { declaredType: 'image/jpeg' }), {
    code: 'photo.unsupported',
    status: 415,
    details: { declaredType: 'image/jpeg' },
  });
  for (const nothing of ['', 'GIF89a', '\xff\xd8\xff']) {
    await assert.rejects(store.take(inChunks(Buffer.from(nothing, 'latin1'))), { code: 'photo.unsupported' });
  }
  assert.equal((await filesIn(folder)).length, 3);
});

test('an upload without end is cut off at 15 MB and leaves nothing', async () => {
  const { store, folder } = await newStore();
  let sent = 0;
  function* endless(): Generator<Uint8Array> {
    yield telephonePhoto;
    for (;;) {
      sent += 65_536;
      yield new Uint8Array(65_536);
    }
  }
  const upload = Readable.from(endless());
  await assert.rejects(store.take(upload), { code: 'photo.too_large', status: 413 });
  assert.ok(upload.destroyed && sent < 16_000_000);
  assert.deepEqual(await filesIn(folder), []);
});

test('an upload that breaks off says so and leaves nothing', async () => {
  const { store, folder } = await newStore();
  function* broken(): Generator<Uint8Array> {
    yield telephonePhoto.subarray(0, 1_000_000);
    throw new Error('The connection is gone.');
  }
  await assert.rejects(store.take(Readable.from(broken())), /The connection is gone/);
  assert.deepEqual(await filesIn(folder), []);
});

test('a removed photo is gone, and removing it again does nothing', async () => {
  const { store, folder } = await newStore();
  const { hash } = await store.take(inChunks(smallPhoto));
  await store.remove(hash);
  await store.remove(hash);
  assert.deepEqual(await filesIn(folder), []);
  assert.equal(await store.read(`${hash.slice(0, 2)}/${hash}-small.webp`), undefined);
  await assert.rejects(store.remove('../../etc'), TypeError);
});

test('nothing outside is read', async () => {
  const { store, folder } = await newStore();
  await writeFile(join(folder, 'secret.txt'), 'secret');
  for (const name of ['secret.txt', '../secret.txt', 'ab/../secret.txt', folder]) {
    assert.equal(store.file(name), undefined);
    assert.equal(await store.read(name), undefined);
  }
});

test('a photo that takes too much processor time is refused, and the next one is served', async () => {
  const { store, folder } = await newStore({ limits: { cpuMs: 250 } });
  await assert.rejects(store.take(inChunks(telephonePhoto)), { code: 'photo.too_slow', status: 422 });
  assert.deepEqual(await filesIn(folder), []);
  await store.take(inChunks(smallPhoto));
});

test('a photo that takes too much memory is refused, and the next one is served', async () => {
  const { store, folder } = await newStore({ limits: { memoryBytes: 115_000_000 } });
  await assert.rejects(store.take(inChunks(telephonePhoto)), { code: 'photo.too_many_pixels', status: 422 });
  assert.deepEqual(await filesIn(folder), []);
  await store.take(inChunks(smallPhoto));
});

test('a decoder that crashes costs its photo, not the shop', async () => {
  const { store, folder } = await newStore();
  await store.take(inChunks(smallPhoto));
  const [pid = 0] = store.processIds();
  let sent = false;
  function* noticed(): Generator<Uint8Array> {
    yield telephonePhoto;
    sent = true;
  }
  const taken = store.take(Readable.from(noticed()));
  const refused = assert.rejects(taken, { code: 'photo.unreadable', status: 422 });
  await until(() => sent);
  await delay(150);
  process.kill(pid, 'SIGSEGV');
  await refused;
  assert.equal((await filesIn(folder)).length, 3);
  await store.take(inChunks(telephonePhoto));
});

test('a decoder that hangs on its files is given up, and those who wait get another', async () => {
  const { store } = await newStore({ limits: { wallMs: 3000 } });
  await store.take(inChunks(smallPhoto));
  const [pid = 0] = store.processIds();
  process.kill(pid, 'SIGSTOP');
  // Whichever upload is complete first meets the hanging process.
  const taken = await Promise.allSettled([store.take(inChunks(smallPhoto)), store.take(inChunks(smallPhoto))]);
  const refusals = taken.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  assert.equal(refusals.length, 1);
  assert.ok(isDomainError(refusals[0]) && refusals[0].code === 'photo.storage_unavailable');
  assert.deepEqual(
    taken.flatMap((each) => (each.status === 'fulfilled' ? [each.value.width] : [])),
    [64],
  );
});

test('beyond what may wait, others are asked to come again', async () => {
  const { store } = await newStore({ maximumUnderWay: 3 });
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => store.take(inChunks(smallPhoto))));
  const codes = answers.map((answer) => (answer.status === 'fulfilled' ? 'kept' : codeOf(answer.reason)));
  assert.equal(codes.filter((code) => code === 'kept').length, 3);
  assert.equal(codes.filter((code) => code === 'photo.busy').length, 7);
});

test('a process without work ends, and the next photo starts one', async () => {
  const { store } = await newStore({ idleMs: 50 });
  assert.deepEqual(store.processIds(), []);
  await store.take(inChunks(smallPhoto));
  await until(() => store.processIds().length === 0);
  await store.take(inChunks(smallPhoto));
});

test('what a killed process left is cleared once it is old, and nothing younger', async () => {
  const { store, folder } = await newStore();
  const incoming = join(folder, '.incoming');
  await mkdir(incoming);
  const [old, young] = [join(incoming, 'old.upload'), join(incoming, 'young.upload')];
  await Promise.all([old, young].map((path) => writeFile(path, 'left')));
  await utimes(old, 1, 1);
  await store.take(inChunks(smallPhoto));
  await until(async () => !(await readdir(incoming)).includes('old.upload'));
  assert.equal(await readFile(young, 'utf8'), 'left');
});

test('the folder is well when it can be written, degraded when it cannot', async () => {
  const { store, folder } = await newStore();
  assert.equal(await store.check(), 'ok');
  assert.ok((await stat(folder)).isDirectory());
  const file = join(folder, 'file');
  await writeFile(file, '');
  const inAFile = openPhotoStore({ folder: join(file, 'uploads') });
  assert.equal(await inAFile.check(), 'degraded');
});

test('a closed store takes no photos', async () => {
  const { store, folder } = await newStore();
  await store.take(inChunks(smallPhoto));
  await store.close();
  await assert.rejects(store.take(inChunks(smallPhoto)), { code: 'photo.busy' });
  assert.equal((await filesIn(folder)).length, 3);
});
