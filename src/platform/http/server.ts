import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Config } from '../config/index.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { traceOf } from '../remote/trace-requests.ts';
import { whenNobodyArrives } from './close-between-arrivals.ts';
import { cutOffUnlessComplete } from './cut-off.ts';
import type { Health } from './health.ts';
import { securityHeaders } from './security-headers.ts';
import { shedLoad } from './shedding.ts';

const bodyBytes = 262_144;
const photoBytes = 15_500_000;
/** Whoever has not sent a whole request by then is cut off; the longest photo takes 2 Mbit/s. */
const longestRequestMs = 60_000;
const longestHeadersMs = 10_000;
const lookMs = 2_000;

/** The server that pages and REST are registered on: ids, headers, health, draining; routes come from the faces. Without `onShed` it sheds nothing: for servers that share their loop with what calls them. */
export async function createServer(
  config: Config,
  log: Logger,
  health: Health,
  onShed?: () => void,
): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = log;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // One logger for all: nobody reads a request's own, and making one for each costs.
    childLoggerFactory: (logger) => logger,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: bodyBytes,
    requestTimeout: longestRequestMs,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: longestHeadersMs, connectionsCheckingInterval: lookMs },
    return503OnClosing: false,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
  if (onShed) shedLoad(server, health, onShed);
  await server.register(fastifyCookie);
  await server.register(fastifyFormbody, { bodyLimit: bodyBytes });
  await server.register(fastifyMultipart, {
    limits: { fileSize: photoBytes, files: 8, fields: 60, fieldSize: 20_000, parts: 70 },
  });
  addHeaders(server, config, health);
  addHealth(server, health);
  addRequestLog(server, log);
  server.addHook('preClose', () => whenNobodyArrives(server.server));
  server.addHook('onResponse', (request, _reply, done) => {
    cutOffUnlessComplete(request.raw);
    done();
  });
  return server;
}

function addHeaders(server: FastifyInstance, config: Config, health: Health): void {
  const headers = Object.entries(securityHeaders(config.publicUrl));
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    // On the reply, not on what lies below it: there, one header makes Node check and copy all of them again.
    for (const [name, value] of headers) void reply.header(name, value);
    void reply.header('x-request-id', request.id);
    if (health.isDraining()) void reply.header('connection', 'close');
    done();
  });
}

/** `/livez`, `/readyz` and `/health`, which ask nobody. */
export function addHealth(server: FastifyInstance, health: Health): void {
  server.get('/livez', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }));
  const ready = (_request: FastifyRequest, reply: FastifyReply) => {
    const { unready, degraded } = health.state();
    const status = unready.length > 0 ? 'unready' : degraded.length > 0 ? 'degraded' : 'ready';
    return reply
      .status(unready.length > 0 ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({
        status,
        ...(unready.length > 0 ? { reasons: unready } : {}),
        ...(degraded.length > 0 ? { degraded } : {}),
      });
  };
  server.get('/readyz', ready);
  server.get('/health', ready);
}

/** One line a request, with its route and never its query, which may hold a token. */
function addRequestLog(server: FastifyInstance, shopLog: Logger): void {
  // These lines hold nothing that has to be removed, and looking for it is half of their cost.
  const log = shopLog.child({}, { redact: [] });
  server.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (log.isLevelEnabled('info') && !isProbe(route))
      log.info(
        {
          requestId: request.id,
          traceId: traceOf(request),
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
        },
        'request',
      );
    done();
  });
}

const isProbe = (route: string): boolean => route === '/livez' || route === '/readyz' || route === '/health';
