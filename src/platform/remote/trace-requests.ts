import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type CallContext, continuedCall, runInCall } from './call-context.ts';

const traces = new WeakMap<FastifyRequest, CallContext>();

/** The trace that a request belongs to, where traces are kept. */
export const traceOf = (request: FastifyRequest): string | undefined => traces.get(request)?.traceId;

/** From here on each request of a server, and every call to a service that it leads to, is part of a trace: the client's, or a new one. */
export function traceRequests(server: FastifyInstance): void {
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
}
