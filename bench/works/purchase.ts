import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../../scripts/provision/run-program.ts';
import type { Bought, BuyingPlan } from '../load/buy.ts';
import { spending } from '../measure/measure-load.ts';
import type { Sample } from '../measure/sample.ts';
import { pinned } from '../stage/pinned.ts';
import type { Place } from '../stage/stage.ts';
import { bothDatabases, type ReadyWork, type Work } from './work.ts';

const buyers = 8;
/** So many times the seconds of a round: a purchase runs through a lot of code, which is slow before it has run often. */
const warmRounds = 5;
const settledMs = 60_000;
const pollMs = 200;
/** Nothing has been done for so many looks: then nothing follows any more, but what waits for its time. */
const quietLooks = 3;

/** A purchase with all that follows from it: the notice of the gateway, orders, ledger, mails. */
const purchaseWork = (name: string, by: BuyingPlan['by']): Work => ({
  name,
  databases: bothDatabases,
  mostRounds: 3,
  prepare: async (place, { seconds }) => {
    await buy(place, by, warmRounds * seconds);
    return { measure: () => measure(place, by, 2 * seconds) } satisfies ReadyWork;
  },
});

async function measure(place: Place, by: BuyingPlan['by'], seconds: number): Promise<Sample> {
  const spent = spending({ application: [place.shop.pid], database: place.databasePids });
  const { bought, settledAfterMs } = await buy(place, by, seconds);
  return {
    requests: bought.purchases,
    // Sustained: what was bought counts as sold once everything that follows is done.
    perSecond: bought.purchases / (bought.seconds + settledAfterMs / 1000),
    p50Ms: bought.p50Ms,
    p99Ms: bought.p99Ms,
    cpu: spent(bought.purchases),
    failures: bought.failures.length,
  };
}

async function buy(place: Place, by: BuyingPlan['by'], seconds: number) {
  const { shop, filled, folder } = place;
  const plan: BuyingPlan = {
    url: shop.url,
    by,
    seconds,
    listings: filled.plentiful,
    tokens: filled.tokens.slice(-buyers),
  };
  const file = join(folder, 'buying-plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const program = join(import.meta.dirname, '../load/buy.ts');
  const output = await runProgram('env', [...pinned('load'), process.execPath, program, file]);
  const bought = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Bought;
  if (bought.purchases === 0) throw new Error(`nothing was bought: ${bought.failures.join('\n')}`);
  for (const failure of new Set(bought.failures)) process.stderr.write(`a purchase failed: ${failure}\n`);
  return { bought, settledAfterMs: await settled(shop.metricsUrl) };
}

/** Waits until nothing more is paid, sold or sent; answers how long that took. */
async function settled(metricsUrl: string): Promise<number> {
  const began = performance.now();
  let [before, quiet, last] = [-1, 0, began];
  while (quiet < quietLooks) {
    if (performance.now() - began > settledMs) throw new Error('the shop does not come to rest');
    const done = await doneSoFar(metricsUrl);
    if (done !== before) last = performance.now();
    quiet = done === before ? quiet + 1 : 0;
    before = done;
    await sleep(pollMs);
  }
  return last - began;
}

async function doneSoFar(metricsUrl: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const counted = text.matchAll(/^bookstore_(?:purchases_paid|copies_sold|mails_sent)_total (\d+)$/gm);
  return Array.from(counted, ([, count]) => Number(count)).reduce((sum, count) => sum + count, 0);
}

export const purchaseWorks: readonly Work[] = [
  purchaseWork('purchase', 'REST'),
  purchaseWork('purchase by pages', 'pages'),
];
