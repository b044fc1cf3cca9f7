import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashCharacters, incomingFolder, photoName, photoSizes } from '../photo-names.ts';
import type { StoredPhoto } from '../stored-photo.ts';
import type { Rendition } from './develop-photo.ts';
import type { PhotoJob } from './messages.ts';

/** The names under which a job's files lie until they are whole. */
export const unfinishedFiles = (folder: string, jobId: string): string[] =>
  photoSizes.map((size) => join(incomingFolder(folder), `${jobId}-${size}.webp`));

/**
 * Writes the sizes beside their place and renames them into it, large last, so that a file that can be seen is whole and
 * a large one means all three. It never looks whether a file is there: on NFS, "not there" would be remembered for half
 * a minute. Keeping the same photo again replaces each file by its equal.
 */
export async function keepPhoto(job: PhotoJob, renditions: readonly Rendition[]): Promise<StoredPhoto> {
  const hash = hashOf(renditions);
  const unfinished = unfinishedFiles(job.folder, job.id);
  const names = renditions.map(({ name }) => join(job.folder, photoName(hash, name)));
  const [first = ''] = names;
  try {
    await mkdir(dirname(first), { recursive: true });
    for (const [at, { content }] of renditions.entries()) await writeSafely(unfinished[at] ?? '', content);
    for (const [at, name] of names.entries()) await rename(unfinished[at] ?? '', name);
    await syncFolder(dirname(first));
  } catch (error) {
    await Promise.all(unfinished.map((path) => rm(path, { force: true })));
    throw error;
  }
  return describe(hash, renditions);
}

function hashOf(renditions: readonly Rendition[]): string {
  const large = renditions.find(({ name }) => name === 'large');
  if (large === undefined) throw new TypeError('A photo has a large size.');
  return createHash('sha256').update(large.content).digest('hex').slice(0, hashCharacters);
}

async function writeSafely(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The renames outlive a power cut only once the folder itself is written. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

function describe(hash: string, renditions: readonly Rendition[]): StoredPhoto {
  const sizes = renditions.map(({ name, width, height, content }) => ({ name, width, height, bytes: content.length }));
  const large = sizes.find(({ name }) => name === 'large');
  return { hash, width: large?.width ?? 0, height: large?.height ?? 0, sizes };
}
