import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** More requests than this under way at once wait longer than anybody would. */
const mostUnderWay = 150;
const longestDelayMs = 2_000;
const retryAfterSeconds = 2;

/** Health must be told, and files that belong to a page that was let in cost next to nothing. */
const alwaysServed = new Set(['/livez', '/readyz', '/health', '/assets/*', '/covers/:file', '/photos/:folder/:name']);

/**
 * Answers 503 with Retry-After before latency runs away: when too many requests are under way, or when the event loop is late.
 * Health endpoints, assets and pictures always answer.
 */
export async function shedLoad(server: FastifyInstance, onShed: () => void): Promise<void> {
  let underWay = 0;
  const shed = (reply: FastifyReply): void => {
    onShed();
    void reply
      .status(503)
      .header('retry-after', String(retryAfterSeconds))
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: '/api/docs#shop.busy',
          title: 'Too busy',
          status: 503,
          detail: 'There is more to do than can be done just now. Try again in a moment.',
          code: 'shop.busy',
        }),
      );
  };
  await server.register(underPressure, {
    maxEventLoopDelay: longestDelayMs,
    sampleInterval: 100,
    pressureHandler: (request, reply, _type, delayMs) => {
      // Infinite: the interval had no sample, which says nothing of the loop; a machine that stalls brings that about.
      if (Number.isFinite(delayMs) && !isServedAlways(request)) shed(reply);
    },
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (underWay >= mostUnderWay && !isServedAlways(request)) {
      shed(reply);
      return;
    }
    underWay++;
    reply.raw.once('close', () => underWay--);
    done();
  });
}

const isServedAlways = (request: FastifyRequest): boolean => alwaysServed.has(request.routeOptions.url ?? '');
