import type { Edge, Peer } from '../../../3-kubernetes/manifests/network.ts';
import { type AppName, ports } from '../../../3-kubernetes/manifests/shop.ts';
import { serviceNames, services } from '../services.ts';
import { doorsPort } from './applications.ts';

const app = (name: AppName): Peer => ({ app: name });
const names: Peer = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
/** Never the network of the cluster or the cloud's metadata. */
const internet: Peer = {
  addresses: '0.0.0.0/0',
  except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
};
const databaseUsers = [...serviceNames, 'worker', 'migrate'] as const;

/** Each call that a service makes, and nothing else. The worker calls whom `web` calls. */
export const edgesOfBase: Edge[] = [
  { from: app('nginx'), to: app('web'), ports: [ports.web] },
  ...[...serviceNames, 'worker' as const].flatMap((from) =>
    services[from === 'worker' ? 'web' : from].calls.map((to) => ({
      from: app(from),
      to: app(to),
      ports: [doorsPort],
    })),
  ),
  ...serviceNames
    .filter((from) => services[from].internet.length > 0)
    .map((from) => ({ from: app(from), to: internet, ports: [...services[from].internet] })),
  ...(['nginx', ...databaseUsers] as const).flatMap((from) => [
    { from: app(from), to: names, ports: [53], protocol: 'UDP' as const },
    { from: app(from), to: names, ports: [53] },
  ]),
];

export const databaseEdges = (to: Peer): Edge[] =>
  databaseUsers.map((from) => ({ from: app(from), to, ports: [ports.mysql] }));

export const watchedFrom = (from: Peer): Edge[] =>
  [...serviceNames, 'worker' as const].map((to) => ({ from, to: app(to), ports: [ports.metrics] }));
