import type { IncomingMessage } from 'node:http';

/** Long enough to read an answer on a slow line. */
const lingerMs = 5_000;
/** What is left of any upload that a person makes. */
const mostThrownAway = 20_000_000;
const lookMs = 50;

/**
 * For a request that was answered before the whole of it had come: the rest is thrown away for a moment, so that its sender reads the
 * answer (a socket closed with something unread takes the answer back), and then the line is cut, or it might send for ever.
 */
export function cutOffUnlessComplete(request: IncomingMessage): void {
  const { socket } = request;
  // A request that was injected, not received, has no line to cut: its socket doesn't know.
  if (request.complete || typeof socket.destroyed !== 'boolean' || socket.destroyed) return;
  request.unpipe();
  request.resume();
  const [began, read] = [performance.now(), socket.bytesRead];
  // By the line's own count: what Node itself throws away comes by no event.
  const look = setInterval(() => {
    const isTooMuch = socket.bytesRead - read > mostThrownAway || performance.now() - began > lingerMs;
    if (isTooMuch && !request.complete) socket.destroy();
    if (isTooMuch || request.complete || socket.destroyed) clearInterval(look);
  }, lookMs).unref();
}
