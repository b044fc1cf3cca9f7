import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningShop, type ShopOptions, startShop } from '../support/shop.ts';

/** The shop's processes by their place, each started again after it was killed. */
export interface Processes {
  readonly size: number;
  /** Of those that serve and run just now. */
  urls(): string[];
  kills(): number;
  /** `kill -9`, once that process is back from the last one. */
  kill(place: number): Promise<void>;
  back(): Promise<void>;
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

const lookMs = 100;
const longestReturnMs = 90_000;
const logEnd = 1_500;

export async function startProcesses(roles: readonly string[], options: ShopOptions): Promise<Processes> {
  const places: (RunningShop | undefined)[] = [];
  const complaints: string[] = [];
  const returning = new Set<Promise<void>>();
  const expected = new Set<RunningShop>();
  let kills = 0;
  const start = async (place: number): Promise<void> => {
    const role = roles[place] ?? 'web';
    const shop = await startShop({ ...options, environment: { ...options.environment, ROLES: role } });
    places[place] = shop;
    void shop.ended.then((code) => {
      if (!expected.has(shop))
        complaints.push(`a ${role} process ended by itself (${String(code)}): ${shop.log().slice(-logEnd)}`);
    });
  };
  const startAgain = (place: number): void => {
    const coming = start(place).catch((error: unknown) => {
      complaints.push(`a killed ${roles[place] ?? ''} process does not come back: ${String(error).slice(-logEnd)}`);
    });
    returning.add(coming);
    void coming.finally(() => returning.delete(coming));
  };
  await start(0);
  await Promise.all(roles.slice(1).map((_role, index) => start(index + 1)));
  return {
    size: roles.length,
    complaints,
    kills: () => kills,
    urls: () => places.flatMap((shop, place) => (shop && roles[place] !== 'worker' ? [shop.url] : [])),
    kill: async (place) => {
      const end = Date.now() + longestReturnMs;
      while (!places[place] && Date.now() < end) await sleep(lookMs);
      const victim = places[place];
      if (!victim) return;
      places[place] = undefined;
      expected.add(victim);
      victim.kill('SIGKILL');
      kills++;
      await victim.stop();
      startAgain(place);
    },
    back: async () => {
      while (returning.size > 0) await Promise.all(returning);
    },
    stop: async () => {
      while (returning.size > 0) await Promise.all(returning);
      const running = places.flatMap((shop) => (shop ? [shop] : []));
      for (const shop of running) expected.add(shop);
      await Promise.all(running.map((shop) => shop.stop()));
    },
  };
}
