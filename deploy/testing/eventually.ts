import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until it holds; the last failure is the one that is told. */
export async function eventually(check: () => Promise<void>, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(200);
  }
}
