import { metricsPort, namesAddress, namesPort, nodeAddress } from './addresses.ts';
import type { KubernetesApi } from './api.ts';

const namespace = 'kube-system';
const system = `/api/v1/namespaces/${namespace}`;

/** Tells the cluster where its names and its metrics are served: on the node itself, by Services without pods. */
export async function addAddons(api: KubernetesApi): Promise<void> {
  await addService(api, 'kube-dns', { name: 'dns', protocol: 'UDP', port: 53 }, namesPort, namesAddress);
  await addService(api, 'metrics', { name: 'https', protocol: 'TCP', port: 443 }, metricsPort);
  await api.must('POST', '/apis/apiregistration.k8s.io/v1/apiservices', {
    metadata: { name: 'v1beta1.metrics.k8s.io' },
    spec: {
      group: 'metrics.k8s.io',
      version: 'v1beta1',
      insecureSkipTLSVerify: true,
      groupPriorityMinimum: 100,
      versionPriority: 100,
      service: { name: 'metrics', namespace, port: 443 },
    },
  });
}

interface Port {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

async function addService(
  api: KubernetesApi,
  name: string,
  port: Port,
  target: number,
  address?: string,
): Promise<void> {
  const metadata = { name };
  await api.must('POST', `${system}/services`, {
    metadata,
    spec: { ports: [{ ...port, targetPort: target }], ...(address ? { clusterIP: address } : {}) },
  });
  await api.must('POST', `${system}/endpoints`, {
    metadata,
    subsets: [{ addresses: [{ ip: nodeAddress }], ports: [{ ...port, port: target }] }],
  });
}
