import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What goes along with a piece of work through every service that it reaches. */
export interface CallContext {
  readonly traceId: string;
  /** This service's own part of the trace. */
  readonly spanId: string;
  /** The part that led to this one. */
  readonly parentSpanId: string | undefined;
  /** `01`: whoever began wants the trace kept. */
  readonly flags: string;
  readonly tracestate: string | undefined;
  /** Nobody waits for an answer after this moment. */
  readonly deadlineAt: number;
}

const storage = new AsyncLocalStorage<CallContext>();

export const currentCall = (): CallContext | undefined => storage.getStore();

/** Runs `work`, and everything that it waits for, as a part of `context`. */
export const runInCall = <T>(context: CallContext, work: () => T): T => storage.run(context, work);

/** Whoever began the trace wants it kept. */
export const isKept = ({ flags }: CallContext): boolean => (Number.parseInt(flags, 16) & 1) === 1;

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const known = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;
const nothing = /^0+$/;

/** Goes on with the trace of a request, or begins one where it brought none that can be read. Source: W3C Trace Context, 2.2 and 4.3. */
export function continuedCall(given: {
  traceparent?: string | undefined;
  tracestate?: string | undefined;
  deadlineMs?: number | undefined;
}): CallContext {
  const [, traceId, parent, flags] = known.exec(given.traceparent ?? '') ?? [];
  const goesOn = traceId !== undefined && parent !== undefined && !nothing.test(traceId) && !nothing.test(parent);
  return {
    traceId: goesOn ? traceId : hex(16),
    spanId: hex(8),
    parentSpanId: goesOn ? parent : undefined,
    flags: goesOn ? (flags ?? '00') : '01',
    tracestate: goesOn ? given.tracestate : undefined,
    deadlineAt: given.deadlineMs === undefined ? Infinity : Date.now() + given.deadlineMs,
  };
}

/** What another service is told. */
export function traceHeaders({ traceId, spanId, flags, tracestate }: CallContext): Record<string, string> {
  return {
    traceparent: `00-${traceId}-${spanId}-${flags}`,
    ...(tracestate === undefined ? {} : { tracestate }),
  };
}
