import type { IncomingMessage } from 'node:http';

/** Long enough to read an answer on a slow line. */
const lingerMs = 5_000;
/** What is left of any upload that a person makes. */
const mostThrownAway = 20_000_000;

/**
 * For a request that was answered before the whole of it had come: the rest is thrown away for a moment, so that its sender reads the
 * answer (a socket closed with something unread takes the answer back), and then the line is cut, or it might send for ever.
 * Call it when the answer has been handed over: Node takes listeners off then.
 */
export function cutOffUnlessComplete(request: IncomingMessage): void {
  // A request that was injected, not received, has no line to cut: its socket says neither.
  const { socket } = request;
  if (request.complete || typeof socket.destroyed !== 'boolean' || socket.destroyed) return;
  let thrownAway = 0;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    thrownAway += chunk.length;
    if (thrownAway > mostThrownAway) socket.destroy();
  });
  request.resume();
  const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
  request.once('close', () => {
    if (request.complete) clearTimeout(timer);
  });
}
