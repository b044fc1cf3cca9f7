import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { brokenPromise, buyOnce, openStock, type Seen, type Stock } from './buyers.ts';
import { type Dice, diceOf } from './dice.ts';
import { examine, openShopDatabase, recover } from './examine.ts';
import { type Fleet, startFleet } from './fleet.ts';

const { values } = parseArgs({
  options: {
    purchases: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '100' },
    /** The load of each database ends after this, whatever was reached. */
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    database: { type: 'string', default: 'mysql,sqlite' },
  },
});
const goal = { purchases: Number(values.purchases), kills: Number(values.kills), seconds: Number(values.seconds) };
const buyers = 6;
const strikeMs = 1_200;

interface Load {
  readonly seen: Seen[];
  running: boolean;
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function buyAll(fleet: Fleet, stock: Stock, dice: Dice, load: Load): Promise<void> {
  let number = 0;
  const buyer = async (): Promise<void> => {
    while (load.running) {
      const seen = await buyOnce(fleet, stock, dice, number++);
      if (seen) load.seen.push(seen);
    }
  };
  await Promise.all(Array.from({ length: buyers }, buyer));
}

async function strikeUntilDone(fleet: Fleet, dice: Dice, load: Load): Promise<void> {
  const end = Date.now() + goal.seconds * 1000;
  const reached = (): boolean => load.seen.length >= goal.purchases && fleet.kills() >= goal.kills;
  while (Date.now() < end && !reached()) {
    await sleep(strikeMs);
    if (fleet.urls().length < fleet.least) continue;
    const what = await fleet.strike();
    if (goal.seconds > 120 && fleet.kills() % 10 === 0)
      say(`  ${what}; ${String(fleet.kills())} kills, ${String(load.seen.length)} purchases`);
  }
  load.running = false;
}

async function torture(kind: 'mysql' | 'sqlite', seed: number): Promise<number> {
  const began = Date.now();
  const fleet = await startFleet(kind, diceOf(seed));
  try {
    const stock = await openStock(fleet, 10, 900);
    const load: Load = { seen: [], running: true };
    await Promise.all([buyAll(fleet, stock, diceOf(seed + 1), load), strikeUntilDone(fleet, diceOf(seed + 2), load)]);
    await fleet.back();
    const db = openShopDatabase(fleet.databaseUrl);
    const found = [...(await recover(db)), ...(await examine(db, stock, fleet.databaseUrl))];
    for (const seen of load.seen)
      found.push(...[await brokenPromise(fleet, seen)].filter((each) => each !== undefined));
    await db.close();
    const paid = load.seen.filter((each) => each.paid).length;
    say(
      `${kind}: seed ${String(seed)}, ${String(fleet.kills())} kills, ${String(load.seen.length)} purchases (${String(paid)} seen paid), ` +
        `${String(found.length)} violations, ${String(Math.round((Date.now() - began) / 1000))} s`,
    );
    for (const sentence of found.slice(0, 50)) say(`  ${sentence}`);
    return load.seen.length === 0 ? 1 : found.length;
  } finally {
    await fleet.stop();
  }
}

const seed = Number(values.seed);
say(`torture: --seed ${String(seed)} makes the same choices again (not the same timing)`);
let violations = 0;
for (const kind of values.database.split(','))
  violations += await torture(kind === 'sqlite' ? 'sqlite' : 'mysql', seed);
process.exitCode = violations === 0 ? 0 : 1;
