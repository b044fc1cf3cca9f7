import type { KubernetesApi } from './api.ts';

interface Measured {
  readonly name: string;
  readonly cpu?: { readonly time: string; readonly usageCoreNanoSeconds?: number };
  readonly memory?: { readonly workingSetBytes?: number };
}
interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly uid: string };
    readonly containers?: readonly Measured[];
  }[];
}
export interface ContainerUsage {
  readonly name: string;
  /** Quantities as Kubernetes writes them. */
  readonly usage: { readonly cpu: string; readonly memory: string };
}

const SAMPLE_MS = 3000;

/** What containers use, from kubelet's counters: a rate needs two of them, so a container is there from its second sample on. */
export class Usage {
  private readonly kubelet: KubernetesApi;
  private readonly totals = new Map<string, { readonly at: number; readonly nanoseconds: number }>();
  private byPod = new Map<string, readonly ContainerUsage[]>();

  constructor(kubelet: KubernetesApi) {
    this.kubelet = kubelet;
  }

  /** Samples for as long as the process lives; while kubelet doesn't answer, what is known stays. */
  watch(): void {
    setInterval(() => void this.sample().catch(() => undefined), SAMPLE_MS);
  }

  /** Of a pod by its uid; undefined until all of its containers are known. */
  of(uid: string): readonly ContainerUsage[] | undefined {
    return this.byPod.get(uid);
  }

  private async sample(): Promise<void> {
    const { pods } = (await this.kubelet.must('GET', '/stats/summary?only_cpu_and_memory=true')) as Summary;
    const found = new Map<string, readonly ContainerUsage[]>();
    for (const { podRef, containers = [] } of pods) {
      const used = containers.map((each) => this.rateOf(`${podRef.uid}/${each.name}`, each));
      const known = used.filter((each) => each !== undefined);
      if (known.length > 0 && known.length === containers.length) found.set(podRef.uid, known);
    }
    this.byPod = found;
  }

  private rateOf(key: string, { name, cpu, memory }: Measured): ContainerUsage | undefined {
    if (cpu?.usageCoreNanoSeconds === undefined) return undefined;
    const now = { at: Date.parse(cpu.time), nanoseconds: cpu.usageCoreNanoSeconds };
    const before = this.totals.get(key);
    this.totals.set(key, now);
    if (before === undefined || now.at <= before.at || now.nanoseconds < before.nanoseconds) return undefined;
    const perSecond = Math.round(((now.nanoseconds - before.nanoseconds) * 1000) / (now.at - before.at));
    const kibibytes = Math.round((memory?.workingSetBytes ?? 0) / 1024);
    return { name, usage: { cpu: `${String(perSecond)}n`, memory: `${String(kibibytes)}Ki` } };
  }
}
