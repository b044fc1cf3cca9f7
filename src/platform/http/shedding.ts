import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { cutOffUnlessComplete } from './cut-off.ts';
import type { Health } from './health.ts';
import { type Pressure, watchPressure } from './pressure.ts';
import { takeTurns } from './take-turns.ts';
import { countUnderWay } from './under-way.ts';

const retryAfterSeconds = '2';
const answer = JSON.stringify({
  type: '/api/docs#shop.busy',
  title: 'Too busy',
  status: 503,
  detail: 'There is more to do than can be done just now. Try again in a moment.',
  code: 'shop.busy',
});
const headers = {
  'content-type': 'application/problem+json',
  'content-length': Buffer.byteLength(answer),
  'cache-control': 'no-store',
  'retry-after': retryAfterSeconds,
  'x-content-type-options': 'nosniff',
};

/** Files belong to a page that was let in, and cost little: they are refused later than pages. */
const patienceForFiles = 2;
const file = /^\/(?:assets|covers|photos)\//;
const health = /^\/(?:livez|readyz|health)(?:\?|$)/;

/** A connection that was refused is read again after so many turns like this one. */
const turnsOfRest = 20;
const shortestRestMs = 50;
const longestRestMs = 500;

/** Each takes memory. */
const mostArriving = 400;

/**
 * Answers 503 with Retry-After before latency runs away. Health endpoints always answer. It stands before the router, since what is
 * refused must cost next to nothing: ten times too many requests would fill the processor with refusals alone.
 */
export function shedLoad(
  server: FastifyInstance,
  state: Pick<Health, 'isDraining'>,
  onShed: () => void,
  pressure: Pressure = watchPressure(),
): void {
  const turns = takeTurns();
  const underWay = countUnderWay(pressure.finished);
  const serve = inPlaceOfListeners(server.server);
  const refuse = (request: IncomingMessage, response: ServerResponse): void => {
    onShed();
    response.once('finish', () => {
      cutOffUnlessComplete(request);
      if (request.complete) rest(request.socket, turns.ageMs() * turnsOfRest);
    });
    response.writeHead(503, state.isDraining() ? { ...headers, connection: 'close' } : headers).end(answer);
  };
  server.server.on('connection', turns.arrived);
  server.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const [url, patience] = [request.url ?? '/', file.test(request.url ?? '/') ? patienceForFiles : 1];
    if (health.test(url)) serve(request, response);
    else if (underWay.working() >= pressure.limit() * patience || underWay.arriving() >= mostArriving)
      refuse(request, response);
    else {
      underWay.add(request, response);
      const [work, giveUp] = [() => serve(request, response), () => refuse(request, response)];
      turns.take(work, giveUp);
    }
  });
  server.addHook('onClose', (_server, done) => {
    pressure.stop();
    done();
  });
}

/** Whoever was told to come again and asks again at once, on the same connection, is heard a little later: answering them is work too. */
function rest(socket: Socket, ms: number): void {
  socket.pause();
  setTimeout(() => socket.resume(), Math.min(longestRestMs, Math.max(shortestRestMs, ms))).unref();
}

/** Takes the server's own listeners off; answers what calls them. */
function inPlaceOfListeners(server: Server): RequestListener {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  return (request, response) => {
    for (const listener of listeners) listener(request, response);
  };
}
