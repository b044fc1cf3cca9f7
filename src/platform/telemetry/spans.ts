import type { Resource } from '@opentelemetry/resources';
import type { BatchSpanProcessor, ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Logger } from '../log.ts';

/** A part of a trace that is over. Times are milliseconds UTC, ids those of W3C Trace Context. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** `server`: an answer to somebody · `consumer`: an item of an outbox. */
  readonly kind: 'server' | 'consumer';
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failed: boolean;
}

/** Takes what is over of traces to a collector; one that is away costs spans, never an answer. */
export interface Spans {
  keep(span: Span): void;
  /** Sends what is left, for two seconds at most. */
  stop(): Promise<void>;
}

export interface SpansOptions {
  /** Base URL of a collector that takes OTLP over HTTP, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it. */
  readonly endpoint: string;
  /** How the collector calls this process. */
  readonly service: string;
  readonly log: Logger;
}

const stopMs = 2_000;
const sampled = 1;
/** The numbers of OpenTelemetry's SpanKind. */
const kinds = { server: 1, consumer: 4 } as const;
const failedStatus = 2;

interface Exporter {
  readonly processor: BatchSpanProcessor;
  readonly resource: Resource;
}

/** Its libraries are loaded by need, as most shops have no collector. */
export function openSpans({ endpoint, service, log }: SpansOptions): Spans {
  const opening = openExporter(endpoint, service);
  opening.catch((error: unknown) => {
    log.warn({ err: error }, 'traces are not exported');
  });
  return {
    keep: (span) => {
      opening.then(
        ({ processor, resource }) => {
          processor.onEnd(readable(span, resource));
        },
        () => undefined,
      );
    },
    stop: async () => {
      const stopped = opening.then(({ processor }) => processor.shutdown());
      const enough = new Promise<void>((resolve) => setTimeout(resolve, stopMs).unref());
      await Promise.race([stopped.catch(() => undefined), enough]);
    },
  };
}

async function openExporter(endpoint: string, service: string): Promise<Exporter> {
  const [{ OTLPTraceExporter }, { BatchSpanProcessor }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const processor = new BatchSpanProcessor({ exporter });
  return { processor, resource: resourceFromAttributes({ 'service.name': service }) };
}

function readable(span: Span, resource: Resource): ReadableSpan {
  const context = (spanId: string) => ({ traceId: span.traceId, spanId, traceFlags: sampled });
  return {
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => context(span.spanId),
    ...(span.parentSpanId === undefined ? {} : { parentSpanContext: context(span.parentSpanId) }),
    startTime: pairOf(span.startedAt),
    endTime: pairOf(span.endedAt),
    duration: pairOf(span.endedAt - span.startedAt),
    ended: true,
    status: { code: span.failed ? failedStatus : 0 },
    attributes: { ...span.attributes },
    resource,
    instrumentationScope: { name: 'bookstore' },
    links: [],
    events: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Seconds and nanoseconds. */
function pairOf(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
