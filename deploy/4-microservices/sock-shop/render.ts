/** Writes the Sock Shop's manifests; `--check` only says what differs, and fails. */
import { ApiObject } from 'cdk8s';
import { IntOrString, KubeNetworkPolicy } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { acme, gatewayNamespace, solverLabels, solverPort } from '../../3-kubernetes/manifests/edge-acme.ts';
import { driftIn, type Files, render, unhashed, writerOf } from '../../3-kubernetes/manifests/rendering.ts';
import { type Resource, resources } from '../../3-kubernetes/manifests/shop.ts';
import { baseFiles, namespace, ordersVolume, persistenceJob } from './manifests.ts';

const writer = writerOf('workloads.ts or manifests.ts');
const targetGroup = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/sock-shop/0123456789abcdef';

/** An overlay is an edge of stage 3 and a storage for orders. */
function generatedFiles(): Files {
  const base = baseFiles();
  const files = new Map(Object.entries(base).map(([name, all]) => [`base/${name}`, writer.documents(all)]));
  files.set(
    'base/kustomization.yaml',
    kustomizationFile({
      resources: Object.keys(base),
      secretGenerator: [{ name: 'catalogue-db', envs: ['secrets.env'], options: unhashed }],
    }),
  );
  for (const half of ['write', 'read'] as const)
    files.set(
      `persistence/${half}.yaml`,
      writer.documents(resources((chart) => persistenceJob(chart, half), namespace)),
    );
  for (const edge of ['acm', 'acme'] as const)
    for (const storage of ['efs', 'ebs'] as const) {
      files.set(`overlays/${edge}-${storage}/edge.yaml`, writer.documents(edgeResources(edge)));
      files.set(
        `overlays/${edge}-${storage}/orders.yaml`,
        writer.documents(clusterWide(resources((chart) => ordersVolume(chart, storage), namespace))),
      );
      files.set(
        `overlays/${edge}-${storage}/kustomization.yaml`,
        kustomizationFile({ resources: ['../../base', 'edge.yaml', 'orders.yaml'] }),
      );
    }
  return files;
}

function edgeResources(edge: 'acm' | 'acme'): Resource[] {
  const all = resources((chart) => {
    const spec = { serviceRef: { name: 'front-end', port: 80 }, targetGroupARN: targetGroup, targetType: 'ip' };
    if (edge === 'acm')
      new ApiObject(chart, 'targets', {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        kind: 'TargetGroupBinding',
        metadata: { name: 'front-end' },
        spec,
      });
    else acme(chart);
    const from =
      edge === 'acm'
        ? { ipBlock: { cidr: '10.20.0.0/16' } }
        : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': gatewayNamespace } } };
    const admit = (name: string, labels: Record<string, string>, port: number) =>
      new KubeNetworkPolicy(chart, name, {
        metadata: { name },
        spec: {
          podSelector: { matchLabels: labels },
          policyTypes: ['Ingress'],
          ingress: [{ from: [from], ports: [{ port: IntOrString.fromNumber(port), protocol: 'TCP' }] }],
        },
      });
    admit('edge-in', { 'app.kubernetes.io/name': 'front-end', 'app.kubernetes.io/part-of': namespace }, 8079);
    if (edge === 'acme') admit('solver-in', solverLabels, solverPort);
  }, namespace);
  return clusterWide(all).map(forSocks);
}

const clusterWide = (all: Resource[]): Resource[] =>
  all.map((each) => {
    const { namespace: dropped, ...metadata } = each.metadata;
    return ['PersistentVolume', 'GatewayClass'].includes(each.kind) ? { ...each, metadata } : each;
  });

/** The gateway of stage 3, under this shop's names. */
function forSocks(resource: Resource): Resource {
  const renamed = JSON.stringify(resource)
    .replaceAll('"bookstore', `"${namespace}`)
    .replaceAll('"nginx"', '"front-end"')
    .replaceAll('books.example.org', 'socks.example.org');
  return JSON.parse(renamed) as Resource;
}

const kustomizationFile = (more: object): string => writer.kustomization({ namespace, ...more });

export const driftedFiles = (): string[] => driftIn(import.meta.dirname, generatedFiles());

if (import.meta.main) render(import.meta.dirname, generatedFiles());
