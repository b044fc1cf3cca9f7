import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inChunks, noisyPicture } from './photo-samples.ts';
import { openPhotoStore } from './photo-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'photo-disk-'));
const skip = mountedSmall() ? false : 'a small file system cannot be mounted here (it takes root on Linux)';

function mountedSmall(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

after(async () => {
  if (!skip) execFileSync('umount', [folder]);
  await rmdir(folder);
});

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const full = { code: 'photo.storage_full', status: 507 };

test('a full disk refuses a photo without half a file, wherever it fills up', { skip }, async (t) => {
  const store = openPhotoStore({ folder });
  t.after(() => store.close());
  const picture = await noisyPicture({ width: 800, height: 600 });
  const tooBigAsUpload = await picture.clone().png().toBuffer();
  const tooBigAsSizes = await picture.clone().jpeg({ quality: 20 }).toBuffer();
  const fits = await picture.clone().resize(60).jpeg().toBuffer();
  assert.ok(tooBigAsUpload.length > 131_072 && tooBigAsSizes.length < 65_536);

  await assert.rejects(store.take(inChunks(tooBigAsUpload)), full);
  assert.deepEqual(await files(), []);
  await assert.rejects(store.take(inChunks(tooBigAsSizes)), full);
  assert.deepEqual(await files(), []);
  assert.equal(await store.check(), 'degraded');
  await store.take(inChunks(fits));
  assert.equal((await files()).length, 3);
});
