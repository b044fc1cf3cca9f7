import type { Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Without a pause in all this time it closes all the same. */
const longestMs = 3_000;
const shortTurnMs = 2;

/**
 * Waits for a moment in which nobody stands at the door. Closing a listening socket resets whoever the kernel has let in and nobody has
 * accepted yet, and a proxy can't send their POST to another instance, since this one may have got it. After a turn of the event loop
 * that brought no connection, the kernel's queue is empty.
 */
export async function whenNobodyArrives(server: Server): Promise<void> {
  let arrived = false;
  const note = (): void => {
    arrived = true;
  };
  server.on('connection', note);
  const someoneArrived = (): boolean => arrived;
  // Turns are counted from the end of this one.
  await nextTurn();
  for (const end = performance.now() + longestMs; performance.now() < end; ) {
    arrived = false;
    const began = performance.now();
    await nextTurn();
    if (!someoneArrived() && performance.now() - began < shortTurnMs) break;
  }
  server.off('connection', note);
}
