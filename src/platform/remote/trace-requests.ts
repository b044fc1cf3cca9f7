import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Span, Spans } from '../telemetry/spans.ts';
import { type CallContext, continuedCall, isKept, runInCall } from './call-context.ts';

const traces = new WeakMap<FastifyRequest, CallContext>();

/** The trace that a request belongs to, where traces are kept. */
export const traceOf = (request: FastifyRequest): string | undefined => traces.get(request)?.traceId;

/**
 * From here on each request of a server, and every call to a service that it leads to, is part of a trace: the client's, or a new one.
 * Spans name the route, never the path, which may hold a token.
 */
export function traceRequests(server: FastifyInstance, spans?: Spans): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { traceparent, tracestate } = request.headers;
    const context = continuedCall({
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
      tracestate: typeof tracestate === 'string' ? tracestate : undefined,
    });
    traces.set(request, context);
    runInCall(context, done);
  });
  // A body is read by events of the connection, which know nothing of the request's context.
  server.addHook('preValidation', (request, _reply, done) => {
    const context = traces.get(request);
    if (context) runInCall(context, done);
    else done();
  });
  if (spans)
    server.addHook('onResponse', (request, reply, done) => {
      const context = traces.get(request);
      if (context && isKept(context)) spans.keep(spanOf(context, request, reply));
      done();
    });
}

function spanOf(context: CallContext, request: FastifyRequest, reply: FastifyReply): Span {
  const route = request.routeOptions.url;
  const endedAt = Date.now();
  return {
    ...context,
    kind: 'server',
    name: `${request.method} ${route ?? 'unknown'}`,
    startedAt: endedAt - reply.elapsedTime,
    endedAt,
    attributes: {
      'http.request.method': request.method,
      'http.response.status_code': reply.statusCode,
      ...(route === undefined ? {} : { 'http.route': route }),
    },
    failed: reply.statusCode >= 500,
  };
}
