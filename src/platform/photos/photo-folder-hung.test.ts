import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { scrypt } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { photoName } from './photo-names.ts';
import { openPhotoStore } from './photo-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'photo-hung-'));
after(() => rm(folder, { recursive: true }));

/** Opening a pipe that nobody writes to hangs a thread as a network file system does whose server is gone. */
const pipes = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => photoName(letter.repeat(32), 'small'));

async function makePipes(): Promise<void> {
  for (const name of pipes) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    execFileSync('mkfifo', [join(folder, name)]);
  }
}

/** Readers that still wait go on, as when the server is back; a pipe that nobody opened refuses. */
async function release(): Promise<void> {
  for (const name of pipes) {
    const writer = await open(join(folder, name), constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined);
    await writer?.close();
  }
}

test('a hung folder is degraded within a second, takes two threads at most, and is well again by itself', async () => {
  await makePipes();
  const store = openPhotoStore({ folder });
  const reads = pipes.map((name) => store.read(name));
  const refused = Promise.all(
    reads.map((read) => assert.rejects(read, { code: 'photo.storage_unavailable', status: 503 })),
  );

  const start = performance.now();
  assert.equal(await store.check(), 'degraded');
  assert.ok(performance.now() - start < 10_000);
  await promisify(scrypt)('a password', 'salt', 32);
  await refused;

  await release();
  assert.equal(await store.check(), 'ok');
});
