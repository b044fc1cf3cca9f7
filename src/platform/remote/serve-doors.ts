import { finished, type Readable } from 'node:stream';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { isDomainError, isServiceUnavailable } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Spans } from '../telemetry/spans.ts';
import { continuedCall, isKept, runInCall } from './call-context.ts';
import { callerOf } from './identity.ts';
import type { Verb } from './verbs.ts';
import { type Answer, deadlineHeader, inputHeader, pathOf, refusalOf, streamType } from './wire.ts';

/** A door with its lines: each verb in them, and nothing else, can be called. */
export interface ServedDoor {
  readonly name: string;
  readonly door: object;
  readonly verbs: Readonly<Record<string, Verb>>;
}

export interface DoorServerOptions {
  readonly doors: readonly ServedDoor[];
  /** Any of these may have signed a call. */
  readonly keys: readonly string[];
  readonly log: Logger;
  /** Calls are refused, unbegun, while it answers false. */
  readonly isReady: () => boolean;
  /** It is about to stop: callers should find another process. */
  readonly isDraining: () => boolean;
  readonly spans?: Spans | undefined;
}

const usualBytes = 1_048_576;
const mostUnderWay = 200;
/** A caller finds new processes behind the same address only by connecting again. */
const callsOfConnection = 500;
const drainBytes = 17_000_000;

/** Serves doors to other services. Whoever does not sign gets 401 before a byte of the body is read. */
export function serveDoors(options: DoorServerOptions): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: usualBytes,
    keepAliveTimeout: 60_000,
    return503OnClosing: false,
    http: { headersTimeout: 15_000, maxHeaderSize: 32_768 },
  });
  server.server.maxRequestsPerSocket = callsOfConnection;
  server.addContentTypeParser(streamType, (_request, payload, done) => {
    done(null, payload);
  });
  let underWay = 0;
  server.addHook('onRequest', (_request, reply, done) => {
    if (options.isDraining()) reply.raw.setHeader('connection', 'close');
    done();
  });
  for (const served of options.doors)
    for (const [name, verb] of Object.entries(served.verbs))
      addVerb(server, options, served, name, verb, (by) => (underWay += by));
  server.setNotFoundHandler((_request, reply) => send(reply, 404, unbegun('there is no such verb')));
  server.setErrorHandler((error, _request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    return send(reply, status, unbegun(error instanceof Error ? error.message : 'unknown'));
  });
  return server;
}

const unbegun = (failure: string): Answer => ({ failure, begun: false });

const send = (reply: FastifyReply, status: number, answer: Answer): FastifyReply =>
  reply.status(status).type('application/json').send(JSON.stringify(answer));

function addVerb(
  server: FastifyInstance,
  options: DoorServerOptions,
  served: ServedDoor,
  name: string,
  verb: Verb,
  count: (by: number) => number,
): void {
  server.route({
    method: 'POST',
    url: pathOf(served.name, name),
    bodyLimit: verb.mostBytes ?? usualBytes,
    onRequest: (request, reply, done) => {
      if (callerOf(options.keys, request.headers.authorization, served.name) === undefined)
        return void send(reply, 401, unbegun('the call is not signed'));
      if (!options.isReady()) return void send(reply, 503, unbegun('not ready'));
      if (count(0) >= mostUnderWay) return void send(reply, 503, unbegun('too much to do'));
      count(1);
      reply.raw.once('close', () => count(-1));
      done();
    },
    handler: (request, reply) => answerCall(options, served, name, verb, request, reply),
  });
}

async function answerCall(
  { log, keys, spans }: DoorServerOptions,
  { name: door, door: verbs }: ServedDoor,
  name: string,
  verb: Verb,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const context = continuedCall({
    traceparent: headerOf(request, 'traceparent'),
    tracestate: headerOf(request, 'tracestate'),
    deadlineMs: deadlineOf(request),
  });
  const run = (verbs as Record<string, (input: unknown) => Promise<unknown>>)[name];
  const { status, answer, error } = await runInCall(context, () => outcomeOf(() => run?.(inputOf(request, verb))));
  if (verb.stream !== undefined) await letFinish(request.body as Readable);
  const told = {
    traceId: context.traceId,
    caller: callerOf(keys, request.headers.authorization, door),
    call: `${door}.${name}`,
    status,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
  if (spans && isKept(context)) {
    const endedAt = Date.now();
    const times = { startedAt: endedAt - told.ms, endedAt };
    const attributes = { 'rpc.method': told.call, 'http.response.status_code': status };
    spans.keep({ ...context, ...times, kind: 'server', name: told.call, attributes, failed: status >= 500 });
  }
  if (error === undefined) log.info(told, 'call');
  else log.error({ ...told, err: error }, 'a call failed');
  return send(reply, status, answer);
}

/** What a verb did, as it goes over the line; `error` for what should not have happened. */
async function outcomeOf(run: () => unknown): Promise<{ status: number; answer: Answer; error?: unknown }> {
  try {
    return { status: 200, answer: { answer: await run() } };
  } catch (error) {
    if (isDomainError(error)) return { status: error.status, answer: refusalOf(error) };
    if (isServiceUnavailable(error)) return { status: 502, answer: { unavailable: error.service } };
    return { status: 500, answer: { failure: reasonOf(error), begun: true }, error };
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

function inputOf(request: FastifyRequest, verb: Verb): unknown {
  if (verb.stream === undefined) return request.body;
  const beside = JSON.parse(Buffer.from(headerOf(request, inputHeader) ?? '', 'base64url').toString()) as object;
  return { ...beside, [verb.stream]: untouched(request.body as Readable) };
}

/** Who stops reading in the middle would else close the connection, on which the answer goes back. */
const untouched = (body: Readable): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => body.iterator({ destroyOnReturn: false }),
});

/** Whoever still sends would take an answer before the end of it for a broken line. */
function letFinish(body: Readable): Promise<void> {
  if (body.readableEnded || body.destroyed) return Promise.resolve();
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > drainBytes) body.destroy();
  });
  return new Promise((resolve) => {
    finished(body, () => {
      resolve();
    });
  });
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function deadlineOf(request: FastifyRequest): number | undefined {
  const ms = Number(headerOf(request, deadlineHeader));
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
