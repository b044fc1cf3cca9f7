import type { Suite } from '../../tests/parts.ts';
import { provision } from '../provision/index.ts';
import type { Need, Provision } from '../provision/provision.ts';
import { duration } from './summary.ts';

/** What the suites of a run need, got all at once while the first suites run already. */
export class Provisioning {
  private readonly settled = new Map<Need, Provision>();
  private readonly pending = new Map<Need, Promise<void>>();

  constructor(needs: Iterable<Need>) {
    for (const need of new Set(needs)) this.pending.set(need, this.get(need));
  }

  isSettledFor(suite: Suite): boolean {
    return (suite.needs ?? []).every((need) => this.settled.has(need));
  }

  /** Waits until one more need is settled. */
  async next(): Promise<void> {
    await Promise.race(this.pending.values());
  }

  /** Waits for all of them. */
  async all(): Promise<void> {
    await Promise.all(this.pending.values());
  }

  /** Why the suite can't run here; none: it can. */
  reasonsAgainst(suite: Suite): string[] {
    return (suite.needs ?? []).flatMap((need) => {
      const answer = this.settled.get(need);
      return answer && !answer.ready ? [answer.reason] : [];
    });
  }

  environmentFor(suite: Suite): Record<string, string> {
    const environments = (suite.needs ?? []).map((need) => {
      const answer = this.settled.get(need);
      return answer?.ready ? (answer.environment ?? {}) : {};
    });
    return Object.assign({}, ...environments) as Record<string, string>;
  }

  async stop(): Promise<void> {
    await this.all();
    for (const answer of this.settled.values()) if (answer.ready) await answer.stop?.();
  }

  private async get(need: Need): Promise<void> {
    const start = performance.now();
    const answer = await provision(need);
    this.settled.set(need, answer);
    this.pending.delete(need);
    const seconds = (performance.now() - start) / 1000;
    console.log(answer.ready ? `${need} is ready (${duration(seconds)})` : `NOT AVAILABLE: ${answer.reason}`);
  }
}
