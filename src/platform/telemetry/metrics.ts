import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from '../log.ts';

export type Happening =
  | 'listings_published'
  | 'holds_taken'
  | 'holds_expired'
  | 'copies_sold'
  | 'purchases_paid'
  | 'purchases_failed'
  | 'mails_sent'
  | 'photos_developed'
  | 'requests_shed';

const happenings: Readonly<Record<Happening, string>> = {
  listings_published: 'Listings that went on sale.',
  holds_taken: 'Holds taken on copies.',
  holds_expired: 'Holds that ran out.',
  copies_sold: 'Copies that were paid for.',
  purchases_paid: 'Payments that a gateway confirmed.',
  purchases_failed: 'Payments that a gateway declined.',
  mails_sent: 'Mails that went out.',
  photos_developed: 'Photos checked and re-encoded.',
  requests_shed: 'Requests answered 503 because there was too much to do.',
};

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics {
  registry: Registry;
  count(what: Happening, by?: number): void;
  /** A number that is asked for when the metrics are read. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Measures every request of a server by method, route and class of status. */
  measure(server: FastifyInstance): void;
  /** Answers what takes the calls of other services, to measure them by service and outcome. */
  measureCalls(): (service: string, outcome: string, ms: number) => void;
}

/** What Prometheus reads. Names begin with `bookstore_`; labels are few and bounded: routes, never addresses. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const counters = Object.fromEntries(
    Object.entries(happenings).map(([name, help]) => [
      name,
      new Counter({ name: `bookstore_${name}_total`, help, registers: [registry] }),
    ]),
  ) as Record<Happening, Counter>;
  return {
    registry,
    count: (what, by = 1) => {
      counters[what].inc(by);
    },
    gauge: (name, help, read) => {
      new Gauge({
        name: `bookstore_${name}`,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    measure: (server) => {
      measureRequests(server, registry);
    },
    measureCalls: () => measureCalls(registry),
  };
}

const requestDurations = 'bookstore_http_request_duration_seconds';

/** A process may have two servers: pages, and its modules for other services. */
function measureRequests(server: FastifyInstance, registry: Registry): void {
  const known = registry.getSingleMetric(requestDurations) as Histogram | undefined;
  const durations =
    known ??
    new Histogram({
      name: requestDurations,
      help: 'How long requests took, by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers: [registry],
    });
  // Finding the series by its labels costs more than counting; there are as many as routes, for whatever methods there are.
  const series = new Map<string, ReturnType<typeof durations.labels>>();
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = Math.floor(reply.statusCode / 100);
    const key = `${String(status)} ${request.method} ${route}`;
    let known = series.get(key);
    if (!known) series.set(key, (known = durations.labels(request.method, route, `${String(status)}xx`)));
    known.observe(reply.elapsedTime / 1000);
    done();
  });
}

function measureCalls(registry: Registry): ReturnType<Metrics['measureCalls']> {
  const durations = new Histogram({
    name: 'bookstore_service_call_duration_seconds',
    help: 'How long calls of other services took, tries again included, by service and outcome.',
    labelNames: ['service', 'outcome'],
    buckets: seconds,
    registers: [registry],
  });
  return (service, outcome, ms) => {
    durations.labels(service, outcome).observe(ms / 1000);
  };
}

/** Serves the metrics on a port of their own. In development a taken port is no reason not to start. */
export function serveMetrics(
  metrics: Metrics,
  options: { port: number; host: string; development: boolean; log: Logger },
): Promise<Server | undefined> {
  const server = createServer((_request, response) => {
    void metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (!options.development || error.code !== 'EADDRINUSE') {
        reject(error);
        return;
      }
      options.log.warn({ port: options.port }, 'the metrics port is taken; going on without metrics');
      resolve(undefined);
    });
    server.listen(options.port, options.host, () => {
      resolve(server);
    });
  });
}
