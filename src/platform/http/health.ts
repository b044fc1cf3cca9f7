/** What `/readyz` and `/health` say. Look-ups happen in the background: answering costs nothing and never hangs. */
export interface HealthState {
  /** Why this process should get no requests yet, or no more; empty when it may. */
  unready: readonly string[];
  /** What is out of reach, though this process can go on; a load balancer must not act on it. */
  degraded: readonly string[];
}

export interface Health {
  state(): HealthState;
  /** From now on it answers "not ready": it is about to stop. */
  drain(): void;
  isDraining(): boolean;
  stop(): void;
}

const everyMs = 1_000;

/** Each probe answers whether its thing is reachable, within a bound of its own; they run one after the other, forever. */
export function watchHealth(probes: {
  unready: () => string[];
  reachable: Readonly<Record<string, () => Promise<boolean>>>;
}): Health {
  let degraded: string[] = [];
  let draining = false;
  const look = async (): Promise<void> => {
    const answers = await Promise.all(
      Object.entries(probes.reachable).map(async ([name, probe]) => ((await probe().catch(() => false)) ? [] : [name])),
    );
    degraded = answers.flat();
  };
  let timer = setTimeout(function again() {
    void look().finally(() => {
      timer = setTimeout(again, everyMs).unref();
    });
  }, 0).unref();
  return {
    state: () => ({ unready: draining ? ['draining'] : probes.unready(), degraded }),
    drain: () => {
      draining = true;
    },
    isDraining: () => draining,
    stop: () => {
      clearTimeout(timer);
    },
  };
}
