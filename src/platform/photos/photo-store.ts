import { randomUUID } from 'node:crypto';
import { constants, access as mayUse, mkdir, readFile, rm, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DomainError } from '../errors.ts';
import { type BoundedAccess, boundedAccess } from './bounded-access.ts';
import { incomingFolder, type PhotoSize, photoName, photoPath, photoSizes, photoUrl } from './photo-names.ts';
import { busy, storageRefusal } from './photo-refusals.ts';
import { unfinishedFiles } from './process/keep-photo.ts';
import type { PhotoFigures } from './process/messages.ts';
import { PhotoProcesses } from './process/photo-processes.ts';
import type { ProcessLimits } from './process/watch-process.ts';
import { receiveUpload } from './receive-upload.ts';
import type { StoredPhoto } from './stored-photo.ts';

export interface PhotoStore {
  /**
   * Takes an upload as it arrives, checks and re-encodes it in another process, and keeps three sizes of it. The same
   * photo again gives the same answer. A refusal leaves no file behind and ends the input.
   *
   * Errors: photo.unsupported, photo.unreadable, photo.too_many_pixels, photo.too_large, photo.too_slow, photo.busy,
   * photo.storage_full, photo.storage_unavailable; whatever the input throws.
   */
  take(input: AsyncIterable<Uint8Array>, options?: { declaredType?: string }): Promise<StoredPhoto>;
  /** Removes all sizes; for a photo that no listing uses any more. Removing it again does nothing. */
  remove(hash: string): Promise<void>;
  /** The path of a served name such as `ab/ab…-medium.webp`; undefined for anything else. */
  file(name: string): string | undefined;
  /**
   * What a served name holds, or undefined where there is nothing; a hung folder costs two threads at most.
   *
   * Errors: photo.storage_unavailable.
   */
  read(name: string): Promise<Buffer | undefined>;
  url(hash: string, size: PhotoSize): string;
  /** Answers within a second: `degraded` while the folder is hung, out of reach, not writable or full. */
  check(): Promise<'ok' | 'degraded'>;
  /** Which processes develop photos now; for watching what they use. */
  processIds(): number[];
  close(): Promise<void>;
}

export interface PhotoStoreOptions {
  folder: string;
  /** How many photos are developed at the same time, each by a process of up to 300 MB. */
  workers?: number;
  /** How many may be received or wait at the same time before others are refused. */
  maximumUnderWay?: number;
  /** How long a process without work stays. */
  idleMs?: number;
  limits?: Partial<ProcessLimits>;
  onFigures?: (figures: PhotoFigures) => void;
}

const usualLimits: ProcessLimits = { cpuMs: 1600, memoryBytes: 275_000_000, wallMs: 10_000 };
const accessSlots = 2;
const accessLimitMs = 2000;
const checkLimitMs = 900;
const leastFreeBytes = 32_000_000;

/** Opens the photo folder; makes it when the first photo comes, and starts no process before that. */
export function openPhotoStore(options: PhotoStoreOptions): PhotoStore {
  const folder = resolve(options.folder);
  const access = boundedAccess(accessSlots, accessLimitMs);
  const processes = new PhotoProcesses({
    workers: options.workers ?? 1,
    maximumWaiting: options.maximumUnderWay ?? 24,
    idleMs: options.idleMs ?? 20_000,
    limits: { ...usualLimits, ...options.limits },
    onFigures: options.onFigures ?? (() => undefined),
  });
  return {
    take: taker({ folder, access, processes, maximumUnderWay: options.maximumUnderWay ?? 24 }),
    remove: (hash) => removePhoto(folder, access, hash),
    file: (name) => photoPath(folder, name),
    read: (name) => readPhoto(photoPath(folder, name), access),
    url: photoUrl,
    check: () => checkFolder(folder, access),
    processIds: () => processes.pids,
    close: () => processes.close(),
  };
}

interface Taking {
  folder: string;
  access: BoundedAccess;
  processes: PhotoProcesses;
  maximumUnderWay: number;
}

function taker(taking: Taking): PhotoStore['take'] {
  let underWay = 0;
  return async (input, options = {}) => {
    if (underWay >= taking.maximumUnderWay) throw busy();
    underWay += 1;
    try {
      return await takePhoto(taking, input);
    } catch (error) {
      throw explained(storageRefusal(error), options.declaredType);
    } finally {
      underWay -= 1;
    }
  };
}

async function takePhoto(
  { folder, access, processes }: Taking,
  input: AsyncIterable<Uint8Array>,
): Promise<StoredPhoto> {
  const id = randomUUID();
  const warm = (): void => {
    processes.warm();
  };
  const source = join(incomingFolder(folder), `${id}.upload`);
  try {
    await access(() => mkdir(incomingFolder(folder), { recursive: true }));
    await receiveUpload(input, { path: source, access, recognised: warm });
    return await processes.develop({ id, source, folder });
  } finally {
    await clearAway([source, ...unfinishedFiles(folder, id)], access);
  }
}

/** What can't be cleared away now, a later process does: see clear-incoming.ts. */
async function clearAway(paths: readonly string[], access: BoundedAccess): Promise<void> {
  await Promise.allSettled(paths.map((path) => access(() => rm(path, { force: true }))));
}

/** What the sender says it is doesn't decide, but tells whoever reads the refusal that it was, say, a HEIC picture. */
function explained(error: unknown, declaredType: string | undefined): unknown {
  if (!(error instanceof DomainError) || error.code !== 'photo.unsupported' || declaredType === undefined) return error;
  return new DomainError(error.code, error.status, error.message, { declaredType });
}

/** The large one first: where it exists, the photo is complete. */
async function removePhoto(folder: string, access: BoundedAccess, hash: string): Promise<void> {
  for (const size of photoSizes.toReversed()) {
    const path = join(folder, photoName(hash, size));
    await access(() => rm(path, { force: true }));
  }
}

async function readPhoto(path: string | undefined, access: BoundedAccess): Promise<Buffer | undefined> {
  if (path === undefined) return undefined;
  try {
    return await access(() => readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw storageRefusal(error);
  }
}

async function checkFolder(folder: string, access: BoundedAccess): Promise<'ok' | 'degraded'> {
  const look = async (): Promise<boolean> => {
    await mkdir(incomingFolder(folder), { recursive: true });
    await mayUse(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= leastFreeBytes;
  };
  const well = await access(look, { limitMs: checkLimitMs }).catch(() => false);
  return well ? 'ok' : 'degraded';
}
