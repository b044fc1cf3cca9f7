import { jobsWaiting, objectives, poolWaiting, requests, searchP95 } from './objectives.ts';

interface Panel {
  title: string;
  unit: string;
  queries: [expression: string, legend: string][];
}

const panels: Panel[] = [
  ...objectives.map(
    ({ name, promise, wrong }): Panel => ({
      title: `${name}: ${promise}`,
      unit: 'percentunit',
      queries: [[`1 - (${wrong('1h')})`, 'kept']],
    }),
  ),
  { title: 'Requests', unit: 'reqps', queries: [[`sum by (status) (rate(${requests}_count[5m]))`, '{{status}}']] },
  {
    title: 'Duration',
    unit: 's',
    queries: [
      [`histogram_quantile(0.5, sum by (le) (rate(${requests}_bucket[5m])))`, 'p50'],
      [`histogram_quantile(0.99, sum by (le) (rate(${requests}_bucket[5m])))`, 'p99'],
      [searchP95, 'search p95'],
    ],
  },
  {
    title: 'Slowest routes (p95)',
    unit: 's',
    queries: [[`topk(5, histogram_quantile(0.95, sum by (le, route) (rate(${requests}_bucket[5m]))))`, '{{route}}']],
  },
  {
    title: 'Sales',
    unit: 'short',
    queries: [
      ['sum(increase(bookstore_purchases_paid_total[1h]))', 'paid in an hour'],
      ['sum(increase(bookstore_purchases_failed_total[1h]))', 'declined in an hour'],
      ['sum(increase(bookstore_listings_published_total[1h]))', 'published in an hour'],
    ],
  },
  {
    title: 'Holds',
    unit: 'short',
    queries: [
      ['sum(increase(bookstore_holds_taken_total[1h]))', 'taken'],
      ['sum(increase(bookstore_holds_expired_total[1h]))', 'run out'],
    ],
  },
  {
    title: 'Jobs and mail',
    unit: 'short',
    queries: [
      [jobsWaiting, 'jobs waiting'],
      ['sum(increase(bookstore_mails_sent_total[1h]))', 'mails in an hour'],
    ],
  },
  {
    title: 'Database connections',
    unit: 'short',
    queries: [
      ['sum(bookstore_database_connections_used)', 'used'],
      ['sum(bookstore_database_connections_limit)', 'limit'],
      [poolWaiting, 'waiting'],
    ],
  },
  {
    title: 'Event loop lag (p99)',
    unit: 's',
    queries: [['max by (pod) (nodejs_eventloop_lag_p99_seconds)', '{{pod}}']],
  },
  {
    title: 'Memory',
    unit: 'bytes',
    queries: [['sum by (pod) (process_resident_memory_bytes{namespace="bookstore"})', '{{pod}}']],
  },
  { title: 'Requests turned away', unit: 'reqps', queries: [['sum(rate(bookstore_requests_shed_total[5m]))', 'shed']] },
];

/** Grafana's form of the panels, two in a row. */
export function dashboard(): Record<string, unknown> {
  return {
    uid: 'bookstore',
    title: 'BookStore',
    schemaVersion: 39,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: panels.map(panelOf),
  };
}

const panelOf = ({ title, unit, queries }: Panel, index: number) => ({
  id: index + 1,
  type: 'timeseries',
  title,
  datasource: { type: 'prometheus', uid: '${datasource}' },
  gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  targets: queries.map(([expr, legendFormat], query) => ({
    refId: String.fromCharCode(65 + query),
    expr,
    legendFormat,
  })),
});
