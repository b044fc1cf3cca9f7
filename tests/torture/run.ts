// Crash tests: people buy, pay, cancel and send while processes, the database, its network and the photo disk fail. At the end, everything that
// anybody was told must be true, and the checker must find nothing. See docs/reliability.md.
import { setTimeout as sleep } from 'node:timers/promises';
import { diceOf } from './dice.ts';
import { examine, openShopDatabase, recover, secret } from './examine.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { judgeTimes } from './judge-times.ts';
import { openMarket } from './market.ts';
import { lostPhotos, photograph } from './photographer.ts';
import { keepPromises, soldTooOften } from './promises.ts';
import { type Kind, readSettings } from './settings.ts';
import { live, type Seen, type Stage } from './stories.ts';
import { strikesOf } from './strikes.ts';

const settings = readSettings(process.argv.slice(2));

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** One process on SQLite has less to lose: a third of the time and of the goals. */
const share: Record<Kind, number> = { mysql: 0.7, sqlite: 0.3 };
const usualStartMs: Record<Kind, number> = { mysql: 8_000, sqlite: 3_000 };
const loadMs = settings.seconds * 1000;
const longestLateMs = loadMs / 8;
const longLoadMs = 300_000;
const longestWaits = 20;
const photoMs = 700;

interface Load {
  readonly seen: Seen[];
  readonly photos: string[];
  running: boolean;
}

interface Goal {
  readonly purchases: number;
  readonly kills: number;
  readonly endsAt: number;
}

/** Each story has dice of its own, so that its choices don't depend on who comes first. */
async function buyAll(stage: Stage, seed: number, load: Load): Promise<void> {
  let number = 0;
  const buyer = async (): Promise<void> => {
    while (load.running) {
      const mine = number++;
      const seen = await live(stage, diceOf(seed + mine), mine);
      if (seen) load.seen.push(seen);
    }
  };
  await Promise.all(Array.from({ length: settings.buyers }, buyer));
}

async function strikeUntilDone(fleet: Fleet, seed: number, goal: Goal, load: Load): Promise<Map<string, number>> {
  const struck = new Map<string, number>();
  const reached = (): boolean => load.seen.length >= goal.purchases && fleet.kills() >= goal.kills;
  let told = Date.now();
  try {
    for (const strike of strikesOf(seed, fleet.size, fleet.possible)) {
      await sleep(settings.pauseMs * (fleet.size === 1 ? 1.3 : 1));
      for (let waits = 0; waits < longestWaits && isAhead(fleet, load, goal); waits++) await sleep(1_000);
      if (Date.now() >= goal.endsAt || reached()) return struck;
      await fleet.strike(strike);
      struck.set(strike.kind, (struck.get(strike.kind) ?? 0) + 1);
      if (Date.now() - told < 60_000) continue;
      told = Date.now();
      say(`  ${String(fleet.kills())} kills, ${String(load.seen.length)} purchases`);
    }
    return struck;
  } finally {
    load.running = false;
  }
}

/** Kills should end with the purchases, not before: on a slow machine there would be little left to kill anybody for. */
const isAhead = (fleet: Fleet, load: Load, goal: Goal): boolean =>
  loadMs > longLoadMs && fleet.kills() / goal.kills > load.seen.length / goal.purchases;

async function loadAndStrike(fleet: Fleet, stage: Stage, seed: number, goal: Goal): Promise<Load & { struck: string }> {
  const load: Load = { seen: [], photos: [], running: true };
  const [lucia] = stage.market.sellers.values();
  if (!lucia) throw new Error('nobody sells');
  const photos = photograph(stage, lucia, diceOf(seed + 2), () => load.running, photoMs);
  const [struck] = await Promise.all([
    strikeUntilDone(fleet, seed, goal, load),
    buyAll(stage, seed * 1_000, load),
    photos.then((kept) => load.photos.push(...kept)),
  ]);
  await fleet.back();
  return { ...load, struck: [...struck].map(([kind, count]) => `${String(count)} × ${kind}`).join(', ') };
}

async function judge(fleet: Fleet, stage: Stage, load: Load): Promise<string[]> {
  const db = openShopDatabase(fleet.databaseUrl);
  try {
    const unfinished = await recover(db, settings.patienceSeconds);
    const wrong = await examine(db, fleet, { listings: stage.market.listings, purchases: load.seen.length });
    const kept = await keepPromises(stage.doors, load.seen);
    const lost = await lostPhotos(stage.doors, load.photos);
    const sold = soldTooOften(kept, stage.market.listings);
    return [...fleet.complaints, ...stage.surprises, ...unfinished, ...wrong, ...kept.broken, ...sold, ...lost];
  } finally {
    await db.close();
  }
}

async function torture(kind: Kind, seed: number, part: number): Promise<number> {
  const began = Date.now();
  const took: string[] = [];
  const clock = (what: string): void => {
    took.push(`${what} after ${String(Math.round((Date.now() - began) / 1000))} s`);
  };
  const fleet = await startFleet(kind);
  try {
    for (const reason of fleet.impossible) say(`${kind}: ${reason}`);
    const [purchases, kills] = [Math.ceil(settings.purchases * part), Math.ceil(settings.kills * part)];
    const market = await openMarket(fleet, fleet, { plenty: 9_000, scarce: Math.ceil(purchases / 60) });
    const stage: Stage = { doors: fleet, market, secret, surprises: [], counts: {} };
    clock('open');
    const endsAt =
      Math.max(began + usualStartMs[kind], Date.now() - longestLateMs) +
      loadMs * (settings.databases.length === 1 ? 1 : share[kind]);
    const load = await loadAndStrike(fleet, stage, seed, { purchases, kills, endsAt });
    clock('load ended');
    const found = await judge(fleet, stage, load);
    clock('judged');
    say(took.join(', '));
    const paid = load.seen.filter((each) => each.paid).length;
    say(`${kind}: struck by ${load.struck}`);
    say(
      `${kind}: ${Object.entries(stage.counts)
        .map(([what, count]) => `${String(count)} ${what}`)
        .join(', ')}`,
    );
    say(
      `${kind}: seed ${String(seed)}, ${String(fleet.kills())} kills, ${String(load.seen.length)} purchases (${String(paid)} confirmed as paid), ` +
        `${String(load.photos.length)} photos, ${String(found.length)} violations, ${String(Math.round((Date.now() - began) / 1000))} s`,
    );
    for (const sentence of found.slice(0, 50)) say(`  ${sentence}`);
    return load.seen.length === 0 ? 1 : found.length;
  } finally {
    await fleet.stop();
  }
}

const { seed } = settings;
const began = Date.now();
say(`torture: --seed ${String(seed)} makes the same choices again (not the same timing)`);
let violations = 0;
for (const kind of settings.databases) violations += await torture(kind, seed, kind === 'mysql' ? 1 : share.sqlite);
if (settings.judgesTimes) {
  const late = await judgeTimes(say);
  for (const sentence of late) say(sentence);
  violations += late.length;
}
say(`torture: ${String(violations)} violations in ${String(Math.round((Date.now() - began) / 1000))} s`);
process.exitCode = violations === 0 ? 0 : 1;
