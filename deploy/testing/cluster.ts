import { execFile, spawn } from 'node:child_process';
import { chownSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { KubernetesApi } from '../../scripts/provision/cluster/api.ts';
import type { Resource, Shape } from '../3-kubernetes/manifests/shop.ts';
import { kubectl } from '../3-kubernetes/validation/kubectl.ts';
import type { Lab } from './lab.ts';

const execute = promisify(execFile);
const apiPort = 6443;

/** Why there is no cluster here, or undefined. Only the one that `npm test` started is used: its network is nobody else's. */
export function clusterMissing(): string | undefined {
  if (process.env['CLUSTER_MACHINE'] && process.env['CLUSTER_FOLDER']) return undefined;
  return 'needs Kubernetes: `npm test -- --only cluster` starts a node, where it can';
}

/** A namespace of the test's cluster, whose node is on the lab's switch. */
export class TestCluster {
  readonly namespace: string;
  /** Where ports of Services of type NodePort are. */
  readonly address: string;
  private readonly api: KubernetesApi;
  private readonly machine = process.env['CLUSTER_FOLDER'] ?? '';
  private readonly folder: string;

  private constructor(namespace: string, address: string, folder: string) {
    this.namespace = namespace;
    this.address = address;
    this.folder = folder;
    const token = readFileSync(join(this.machine, 'token'), 'utf8');
    this.api = new KubernetesApi(`https://${address}:${apiPort}`, token);
    const cluster = { server: this.api.url, 'insecure-skip-tls-verify': true };
    const configuration = {
      clusters: [{ name: 'own', cluster }],
      users: [{ name: 'admin', user: { token } }],
      contexts: [{ name: 'own', context: { cluster: 'own', user: 'admin', namespace } }],
      'current-context': 'own',
    };
    writeFileSync(join(folder, 'kubeconfig'), JSON.stringify(configuration), { mode: 0o600 });
  }

  static async join(lab: Lab, number: number, namespace: string): Promise<TestCluster> {
    const address = lab.join(number, Number(process.env['CLUSTER_MACHINE']));
    return new TestCluster(namespace, address, await mkdtemp(join(tmpdir(), 'bookstore-kubectl-')));
  }

  /** As an operator runs it; `input` is what it reads. Errors: it failed, with what it said. */
  async kubectl(args: string[], input = ''): Promise<string> {
    const ran = execute(kubectl(), args, {
      env: { ...process.env, KUBECONFIG: join(this.folder, 'kubeconfig'), HOME: this.folder },
      maxBuffer: 1e8,
    });
    ran.child.stdin?.end(input);
    return (await ran).stdout;
  }

  async apply(resources: Resource[]): Promise<void> {
    await this.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: resources }));
  }

  /** An object of the namespace; `kind` as in the path, with its group. */
  async get(kind: string, name: string): Promise<Shape> {
    return this.api.must('GET', `${this.pathOf(kind)}/${name}`);
  }

  async list(kind: string): Promise<Shape[]> {
    return ((await this.api.must('GET', this.pathOf(kind))) as { items: Shape[] }).items;
  }

  ask(method: string, kind: string, path: string, body?: unknown, type?: string): ReturnType<KubernetesApi['ask']> {
    return this.api.ask(method, `${this.pathOf(kind)}/${path}`, body, type);
  }

  /** Pods of an application that aren't on their way out. */
  async podsOf(app: string): Promise<Shape[]> {
    const pods = await this.list('v1/pods');
    return pods.filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === app && !metadata.deletionTimestamp,
    );
  }

  /** The working set of each pod with its application, in MiB, as the cluster's metrics say. */
  async memoryOfPods(): Promise<[string, number][]> {
    const pods = await this.list('metrics.k8s.io/v1beta1/pods');
    return pods.map(({ metadata, containers }) => [
      String(metadata.labels?.['app.kubernetes.io/name']),
      containers.reduce((sum: number, { usage }: Shape) => sum + Number.parseInt(usage.memory, 10) / 1024, 0),
    ]);
  }

  async readyPodsOf(app: string): Promise<Shape[]> {
    return (await this.podsOf(app)).filter(isReady);
  }

  /** What doesn't yet run as it is written: Deployments on their way, the migration. Empty: all does. */
  async unfinished(): Promise<string[]> {
    const [deployments, jobs] = await Promise.all([this.list('apps/v1/deployments'), this.list('batch/v1/jobs')]);
    return [
      ...deployments.filter((each) => !isRolledOut(each)).map(({ metadata }) => String(metadata.name)),
      ...jobs.filter(({ status }) => !status.succeeded).map(({ metadata }) => String(metadata.name)),
    ];
  }

  /** The last words of pods that aren't ready. */
  async complaints(): Promise<string> {
    const pods = (await this.list('v1/pods')).filter((each) => !isReady(each) && each.status.phase !== 'Succeeded');
    const said = pods.map(async ({ metadata, status }) => {
      const waits = JSON.stringify(status.containerStatuses?.[0]?.state ?? status.conditions);
      const log = await this.kubectl(['logs', String(metadata.name), '--all-containers', '--tail=4']).catch(String);
      return `${String(metadata.name)}: ${waits}\n${log}`;
    });
    return (await Promise.all(said)).join('\n');
  }

  /** Where a port of a Service is reached from outside. */
  async urlOf(service: string, port: string): Promise<string> {
    const { spec } = await this.get('v1/services', service);
    const { nodePort } = spec.ports.find((each: Shape) => each.name === port);
    return `http://${this.address}:${String(nodePort)}`;
  }

  /** Every process of a pod ends at once, as when its memory runs out; nobody is told. */
  kill(uid: string): void {
    const group = `/sys/fs/cgroup{,/*}/${basename(this.machine)}/kubepods/**/pod${uid}/*/cgroup.procs`;
    const pids = new Set(globSync(group).flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean)));
    if (pids.size === 0) throw new Error(`no process of pod ${uid} was found`);
    for (const pid of pids) process.kill(Number(pid), 'SIGKILL');
  }

  /** Loads images from the test's Docker; those that are there already are left alone. */
  async load(images: string[]): Promise<void> {
    const ctr = ['-a', join(this.machine, 'containerd.sock'), '-n', 'k8s.io', 'images'];
    const present = (await execute('ctr', [...ctr, 'ls', '-q'])).stdout.split('\n');
    const missing = images.filter((image) => !present.includes(`docker.io/library/${image}`));
    if (missing.length === 0) return;
    const [repository = ''] = missing[0]?.split(':') ?? [];
    const former = present.filter((image) => image.startsWith(`docker.io/library/${repository}:`));
    if (former.length > 0) await execute('ctr', [...ctr, 'rm', ...former]);
    await piped(['docker', 'save', ...missing], ['ctr', ...ctr, 'import', '-']);
  }

  /** A folder of the node that pods of this user may write to. */
  makeFolder(name: string, user: number): string {
    const path = join(this.machine, `${name}-${String(process.pid)}`);
    mkdirSync(path);
    chownSync(path, user, user);
    return path;
  }

  /** All that the namespace holds goes, without waiting for it. */
  async close(): Promise<void> {
    await this.api.ask('DELETE', `/api/v1/namespaces/${this.namespace}`);
    // From here on nobody starts others in their place.
    await this.api.ask('DELETE', `${this.pathOf('v1/pods')}?gracePeriodSeconds=0`);
    this.api.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private pathOf(kind: string): string {
    const parts = kind.split('/');
    const plural = parts.pop() ?? '';
    return `${parts[0] === 'v1' ? '/api' : '/apis'}/${parts.join('/')}/namespaces/${this.namespace}/${plural}`;
  }
}

const isReady = ({ status }: Shape): boolean =>
  Boolean(status.conditions?.some((each: Shape) => each.type === 'Ready' && each.status === 'True'));

function isRolledOut({ metadata, spec, status }: Shape): boolean {
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  const all = [replicas, updatedReplicas, availableReplicas];
  return observedGeneration >= metadata.generation && all.every((each) => each === (spec.replicas ?? 1));
}

function piped([from = '', ...fromArgs]: string[], [to = '', ...toArgs]: string[]): Promise<void> {
  const source = spawn(from, fromArgs, { stdio: ['ignore', 'pipe', 'inherit'] });
  const target = spawn(to, toArgs, { stdio: [source.stdout, 'ignore', 'inherit'] });
  const ended = (child: typeof source | typeof target, name: string) =>
    new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} ended with ${String(code)}`))));
    });
  return Promise.all([ended(source, from), ended(target, to)]).then(() => undefined);
}
