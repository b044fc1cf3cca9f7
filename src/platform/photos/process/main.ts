// A process of its own: a picture that crashes or hangs the decoder ends this one, and the shop goes on.
import { readFile } from 'node:fs/promises';
import { DomainError } from '../../errors.ts';
import { storageRefusal } from '../photo-refusals.ts';
import { clearIncoming } from './clear-incoming.ts';
import { developPhoto } from './develop-photo.ts';
import { keepPhoto } from './keep-photo.ts';
import type { PhotoAnswer, PhotoFigures, PhotoJob } from './messages.ts';

let cleared = false;

const tell = (answer: PhotoAnswer): void => {
  process.send?.(answer);
};

function figuresSince(start: NodeJS.CpuUsage): PhotoFigures {
  const { user, system } = process.cpuUsage(start);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { cpuMs: (user + system) / 1000, peakBytes, restingBytes: process.memoryUsage.rss() };
}

async function answer(job: PhotoJob): Promise<void> {
  const start = process.cpuUsage();
  try {
    const photo = await keepPhoto(job, await developPhoto(await readFile(job.source)));
    tell({ kind: 'stored', photo, figures: figuresSince(start) });
  } catch (error) {
    tell(refusalOf(storageRefusal(error), figuresSince(start)));
  }
}

function refusalOf(error: unknown, figures: PhotoFigures): PhotoAnswer {
  if (!(error instanceof DomainError)) return { kind: 'failed', reason: String(error), figures };
  const { code, status, message, details } = error;
  return { kind: 'refused', refusal: { code, status, message, details }, figures };
}

async function clearOnce(folder: string): Promise<void> {
  if (cleared) return;
  cleared = true;
  // What can't be cleared now is cleared by the next process.
  await clearIncoming(folder).catch(() => undefined);
}

process.on('message', (job: PhotoJob) => {
  void answer(job).then(() => clearOnce(job.folder));
});
// The shop is gone, or has no more photos for now.
process.on('disconnect', () => process.exit(0));
tell({ kind: 'ready' });
