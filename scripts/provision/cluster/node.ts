/** What runs on the machine of a cluster: `node node.ts KEPT RUN GROUP` starts the daemons, serves names and metrics, and makes RUN/ready once pods can run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { selfSigned } from '../../../deploy/nginx/self-signed.ts';
import { runProgram } from '../run-program.ts';
import { addAddons } from './addons.ts';
import { metricsPort, namesPort, nodeAddress } from './addresses.ts';
import { KubernetesApi } from './api.ts';
import { apiUrl, containerdSocket, type Place, writeConfiguration } from './configuration.ts';
import {
  apiserverFlags,
  controllersFlags,
  etcdFlags,
  kubeletFlags,
  proxyFlags,
  schedulerFlags,
  startDaemon,
} from './daemons.ts';
import { serveMetrics } from './metrics.ts';
import { serveNames } from './names.ts';
import { loadPauseImage } from './pause-image.ts';
import { Usage } from './usage.ts';

const [kept = '', run = '', group = ''] = process.argv.slice(2);
const programs = process.env.KUBERNETES_PROGRAMS ?? '';
const place: Place = { kept, run, group };

await startNode();

async function startNode(): Promise<void> {
  const api = new KubernetesApi(apiUrl, writeConfiguration(place));
  const start = (name: string, flags: Record<string, string>) => startDaemon(run, join(programs, name), flags, name);
  startDaemon(run, 'containerd', { config: join(run, 'containerd.toml') }, 'containerd');
  startDaemon(run, 'etcd', etcdFlags(place), 'etcd');
  start('kube-apiserver', apiserverFlags(place));
  await until('containerd', () => runProgram('ctr', ['-a', containerdSocket(place), 'version']));
  await loadPauseImage(place, programs);
  await until('the API', () => api.must('GET', '/readyz'));
  start('kube-controller-manager', controllersFlags(place));
  start('kube-scheduler', schedulerFlags(place));
  start('kubelet', kubeletFlags(place));
  start('kube-proxy', proxyFlags(place));
  serveNames(api, nodeAddress, namesPort);
  const usage = new Usage(new KubernetesApi(`https://${nodeAddress}:10250`, ''));
  usage.watch();
  serveMetrics(api, usage, selfSigned('metrics')).listen(metricsPort, nodeAddress);
  await addAddons(api);
  await until('the node', () => nodeIsReady(api));
  await until('metrics', () => api.must('GET', '/apis/metrics.k8s.io/v1beta1/pods'));
  await until('accounts', () => api.must('GET', '/api/v1/namespaces/default/serviceaccounts/default'));
  writeFileSync(join(run, 'ready'), '');
}

async function nodeIsReady(api: KubernetesApi): Promise<void> {
  const { status } = (await api.must('GET', '/api/v1/nodes/node')) as {
    status: { conditions?: { type: string; status: string }[] };
  };
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') throw new Error('not ready');
}

/** Whoever waits for the machine decides how long that may take; what it waits for is said at its end. */
async function until(what: string, holds: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await holds();
      return;
    } catch (error) {
      if (tries % 50 === 10) process.stderr.write(`waiting for ${what}: ${String(error).slice(0, 200)}\n`);
    }
    await sleep(200);
  }
}
