import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import type { IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import type { Chart } from 'cdk8s';
import { KubeConfigMap } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { dashboard } from './dashboard.ts';
import { object } from './edge-acme.ts';
import { declinedShare, jobsWaiting, type Objective, objectives, poolWaiting } from './objectives.ts';
import { namespace } from './shop.ts';

export const monitoringNamespace = 'monitoring';

interface Alert {
  alert: string;
  expr: string;
  for: string;
  severity: 'page' | 'ticket';
  summary: string;
}

/** What Prometheus Operator and Grafana find by themselves: where to read, how to show it, when to call someone. */
export function watching(chart: Chart): void {
  object<IServiceMonitor>(chart, 'monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'bookstore' },
    spec: {
      selector: { matchLabels: { metrics: 'on', 'app.kubernetes.io/part-of': namespace } },
      endpoints: [{ port: 'metrics', path: '/metrics', interval: '15s', scrapeTimeout: '10s' }],
    },
  });
  object<IPrometheusRule>(chart, 'objectives', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'bookstore' },
    spec: { groups: [{ name: 'bookstore', rules: alerts().map(ruleOf) }] },
  });
  new KubeConfigMap(chart, 'dashboard', {
    metadata: { name: 'bookstore-dashboard', labels: { grafana_dashboard: '1' } },
    data: { 'bookstore.json': JSON.stringify(dashboard(), undefined, 2) },
  });
}

const ruleOf = ({ alert, expr, for: duration, severity, summary }: Alert) => ({
  alert,
  expr,
  for: duration,
  labels: { severity },
  annotations: { summary },
});

export function alerts(): Alert[] {
  return [
    ...objectives.flatMap(burning),
    {
      alert: 'BookStoreDown',
      expr: 'absent(up{job="web"} == 1)',
      for: '2m',
      severity: 'page',
      summary: 'No web pod answers Prometheus.',
    },
    {
      alert: 'BookStorePaymentsDeclined',
      expr: `${declinedShare} > 0.5`,
      for: '30m',
      severity: 'ticket',
      summary: 'More than half of the payments are declined: look at the gateway.',
    },
    {
      alert: 'BookStoreJobsWait',
      expr: `${jobsWaiting} > 500`,
      for: '10m',
      severity: 'ticket',
      summary: 'Mails and effects of sales come late.',
    },
    {
      alert: 'BookStoreDatabasePool',
      expr: `${poolWaiting} > 20`,
      for: '5m',
      severity: 'ticket',
      summary: 'Queries wait for a connection.',
    },
  ];
}

/** A month's budget spent in two days (page) or in five (page), and steadily (ticket); the short window ends the alert when it is over. */
const speeds = [
  { times: 14.4, long: '1h', short: '5m', severity: 'page', for: '2m' },
  { times: 6, long: '6h', short: '30m', severity: 'page', for: '15m' },
  { times: 1, long: '3d', short: '6h', severity: 'ticket', for: '1h' },
] as const;

/** A share can't be more than 1: what a budget of 5 % allows no speed to reach is left out. */
const burning = ({ name, promise, budget, wrong }: Objective): Alert[] =>
  speeds
    .filter(({ times }) => times * budget < 1)
    .map(({ times, long, short, severity, for: duration }) => ({
      alert: `BookStore${name}`,
      expr: `(${wrong(long)}) > ${threshold(times, budget)} and (${wrong(short)}) > ${threshold(times, budget)}`,
      for: duration,
      severity,
      summary: `${promise}; the budget burns ${times} times too fast.`,
    }));

const threshold = (times: number, budget: number): number => Number((times * budget).toPrecision(6));
