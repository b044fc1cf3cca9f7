import type { Chart } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import { IntOrString, KubeNetworkPolicy } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { type AppName, labelsOf, ports } from './shop.ts';

/** One end of an edge: an application of ours, pods of another namespace, or addresses. */
export type Peer =
  | { app: AppName }
  | { pods: Record<string, string> }
  | { namespace: string; pods?: Record<string, string> }
  | { addresses: string; except?: string[] };

/** `from` may call `to`; nothing that isn't an edge is possible. */
export interface Edge {
  from: Peer;
  to: Peer;
  ports: number[];
  protocol?: 'TCP' | 'UDP';
}

const app = (name: AppName): Peer => ({ app: name });
const names: Peer = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
/** Mail, payment gateways and the shop's own public address; never the network of the cluster or the cloud's metadata. */
const internet: Peer = {
  addresses: '0.0.0.0/0',
  except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
};

export const edgesOfBase: Edge[] = [
  { from: app('nginx'), to: app('web'), ports: [ports.web] },
  ...(['web', 'worker'] as const).map((from) => ({ from: app(from), to: internet, ports: [443, 465, 587] })),
  ...(['nginx', 'web', 'worker', 'migrate'] as const).flatMap((from) => [
    { from: app(from), to: names, ports: [53], protocol: 'UDP' as const },
    { from: app(from), to: names, ports: [53] },
  ]),
];

export const databaseEdges = (to: Peer): Edge[] =>
  (['web', 'worker', 'migrate'] as const).map((from) => ({ from: app(from), to, ports: [ports.mysql] }));
export const readersFrom = (from: Peer): Edge[] => [{ from, to: app('nginx'), ports: [ports.nginx] }];
export const watchedFrom = (from: Peer): Edge[] =>
  (['web', 'worker'] as const).map((to) => ({ from, to: app(to), ports: [ports.metrics] }));

/** Nobody reaches anybody, until an edge says so. */
export function denyAll(chart: Chart): void {
  new KubeNetworkPolicy(chart, 'deny-all', {
    metadata: { name: 'deny-all' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** One policy per application and direction, named `PREFIX-APP-in` or `-out`. */
export function allowEdges(chart: Chart, prefix: string, edges: Edge[]): void {
  const ends = new Map<string, { end: Peer; ingress: Edge[]; egress: Edge[] }>();
  const at = (end: Peer) =>
    ends.get(nameOf(end)) ?? ends.set(nameOf(end), { end, ingress: [], egress: [] }).get(nameOf(end));
  for (const edge of edges) {
    if (isOurs(edge.to)) at(edge.to)?.ingress.push(edge);
    if (isOurs(edge.from)) at(edge.from)?.egress.push(edge);
  }
  for (const [name, { end, ingress, egress }] of ends) {
    const spec = (types: string[], rules: Partial<k8s.NetworkPolicySpec>) => ({
      podSelector: { matchLabels: selectorOf(end) },
      policyTypes: types,
      ...rules,
    });
    if (ingress.length > 0)
      policy(
        chart,
        `${prefix}-${name}-in`,
        spec(['Ingress'], { ingress: ingress.map((each) => ({ from: [peerOf(each.from)], ports: portsOf(each) })) }),
      );
    if (egress.length > 0)
      policy(
        chart,
        `${prefix}-${name}-out`,
        spec(['Egress'], { egress: egress.map((each) => ({ to: [peerOf(each.to)], ports: portsOf(each) })) }),
      );
  }
}

const policy = (chart: Chart, name: string, spec: k8s.NetworkPolicySpec) =>
  new KubeNetworkPolicy(chart, name, { metadata: { name }, spec });
const isOurs = (end: Peer): boolean => 'app' in end || ('pods' in end && !('namespace' in end));
const nameOf = (end: Peer): string => ('app' in end ? end.app : 'solver');
const selectorOf = (end: Peer): Record<string, string> =>
  'app' in end ? labelsOf(end.app) : 'pods' in end ? (end.pods ?? {}) : {};
const portsOf = ({ ports: numbers, protocol = 'TCP' }: Edge): k8s.NetworkPolicyPort[] =>
  numbers.map((each) => ({ port: IntOrString.fromNumber(each), protocol }));

function peerOf(end: Peer): k8s.NetworkPolicyPeer {
  if ('addresses' in end) return { ipBlock: { cidr: end.addresses, ...(end.except ? { except: end.except } : {}) } };
  if ('namespace' in end)
    return {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': end.namespace } },
      ...(end.pods ? { podSelector: { matchLabels: end.pods } } : {}),
    };
  return { podSelector: { matchLabels: selectorOf(end) } };
}
