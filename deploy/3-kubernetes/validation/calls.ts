import type { Resource, Shape } from '../manifests/shop.ts';
import { selects, workloadsOf } from './policies.ts';

/** `FROM → TO:PORT/PROTOCOL` for each edge that both sides allow; the far end may be addresses or a namespace. */
export function allowedEdges(resources: Resource[]): Set<string> {
  const policies = resources.filter(({ kind }) => kind === 'NetworkPolicy');
  const apps = workloadsOf(resources).map(({ labels, name }) => ({
    labels,
    name: labels['app.kubernetes.io/name'] ?? labels['name'] ?? name,
  }));
  const out = new Set<string>();
  const into = new Set<string>();
  for (const { spec } of policies)
    for (const { name } of apps.filter(({ labels }) => selects(spec.podSelector.matchLabels ?? {}, labels))) {
      for (const edge of ends(spec.egress ?? [], 'to', apps)) out.add(`${name} → ${edge}`);
      for (const edge of ends(spec.ingress ?? [], 'from', apps))
        into.add(`${edge.split(':')[0] ?? ''} → ${name}:${edge.split(':')[1] ?? ''}`);
    }
  const ours = new Set(apps.map(({ name }) => name));
  const isOurs = (end = ''): boolean => ours.has(end.split(':')[0] ?? '');
  const both = [...out].filter((edge) => !isOurs(edge.split(' → ')[1]) || into.has(edge));
  return new Set([...both, ...[...into].filter((edge) => !isOurs(edge.split(' → ')[0]))]);
}

type App = { name: string; labels: Record<string, string> };

function ends(rules: Record<string, Shape>[], side: 'from' | 'to', apps: App[]): string[] {
  return rules.flatMap((rule) =>
    (rule[side] ?? []).flatMap((peer: Shape) =>
      (rule['ports'] ?? []).flatMap((port: Shape) =>
        namesOf(peer, apps).map((name) => `${name}:${port.port}/${port.protocol}`),
      ),
    ),
  );
}

function namesOf(peer: Record<string, Shape>, apps: App[]): string[] {
  if (peer['ipBlock']) return [peer['ipBlock'].cidr === '0.0.0.0/0' ? 'internet' : `net ${peer['ipBlock'].cidr}`];
  if (peer['namespaceSelector']) return [peer['namespaceSelector'].matchLabels['kubernetes.io/metadata.name']];
  return apps.filter(({ labels }) => selects(peer['podSelector'].matchLabels, labels)).map(({ name }) => name);
}
