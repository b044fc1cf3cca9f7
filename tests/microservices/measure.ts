/** `node tests/microservices/measure.ts`: what the split costs. The same journeys against one process and against four services, on a MySQL of their own. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { leaseMysql } from '../support/databases.ts';
import { startMysql } from '../support/mysql.ts';
import { startShop } from '../support/shop.ts';
import { type Client, clientOf } from './client.ts';
import { type ServiceFleet, startServices } from './fleet.ts';
import { serviceNames } from './layout.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '60' }, rounds: { type: 'string', default: '3' } },
});
const times = Number(values.times);
const rounds = Number(values.rounds);
const ticksASecond = 100;
const restSeconds = 10;

/** A shop to measure: where it is, which processes it has, what they called each other. */
interface Shape {
  readonly name: string;
  readonly url: string;
  readonly pids: () => number[];
  readonly calls: () => number;
  /** CPU that it takes in a second in which nobody asks for anything, and that of its database. */
  rest: { shop: number; database: number };
}

type Journey = (client: Client, url: string, world: World, number: number) => Promise<boolean>;
interface World {
  readonly mateo: string;
  readonly listingId: string;
  purchaseId: string;
}

const pageAt =
  (path: (world: World) => string): Journey =>
  async (_client, url, world) => {
    const response = await fetch(url + path(world), { headers: { cookie: `session=${world.mateo}` } });
    await response.arrayBuffer();
    return response.status === 200;
  };

const journeys: Readonly<Record<string, Journey>> = {
  'home page': pageAt(() => '/'),
  search: pageAt(() => '/search?q=maria'),
  'page of a copy': pageAt(({ listingId }) => `/listings/${listingId}`),
  'account page': pageAt(() => '/account'),
  'a purchase: check out and pay': async (client, _url, world) => {
    const placed = await client.checkOut(world.mateo, world.listingId);
    if (placed.status !== 201) return false;
    world.purchaseId = placed.body.id;
    return (await client.pay(world.mateo, placed.body.id)).body.status === 'paid';
  },
  'page of a purchase': pageAt(({ purchaseId }) => `/purchases/${purchaseId}`),
};

interface Figures {
  readonly milliseconds: number[];
  cpuMs: number;
  databaseMs: number;
  calls: number;
}

const cpuMsOf = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);

/** User and system time of a process with all its threads, and of children that have ended. */
function cpuMs(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ').map(Number);
  return ((fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0)) * (1_000 / ticksASecond);
}

/** Memory that a process has for itself, and its part of what it shares. */
const megabytesOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024;

async function openWorld(client: Client): Promise<World> {
  const lucia = await client.signUp('lucia');
  const mateo = await client.signUp('mateo');
  for (let number = 0; number < 20; number++) await client.publish(lucia, 1);
  return { mateo, listingId: await client.publish(lucia, 900), purchaseId: '' };
}

async function measure(shape: Shape, journey: Journey, world: World, databasePid: number, into: Figures) {
  const client = clientOf(shape as unknown as ServiceFleet);
  const began = performance.now();
  const before = { cpu: cpuMsOf(shape.pids()), database: cpuMs(databasePid), calls: shape.calls() };
  for (let number = 0; number < times; number++) {
    const started = performance.now();
    if (!(await journey(client, shape.url, world, number))) throw new Error(`a journey fails in ${shape.name}`);
    into.milliseconds.push(performance.now() - started);
  }
  // What is written after the answer belongs to the journey.
  await sleep(400);
  const seconds = (performance.now() - began) / 1_000;
  into.cpuMs += cpuMsOf(shape.pids()) - before.cpu - seconds * shape.rest.shop;
  into.databaseMs += cpuMs(databasePid) - before.database - seconds * shape.rest.database;
  into.calls += shape.calls() - before.calls;
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
const row = (...cells: (string | number)[]): string => `| ${cells.map(String).join(' | ')} |`;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Both shapes look for work twice a second; that costs the database whichever is measured, so it is measured while both rest. */
async function rest(shapes: readonly Shape[], databasePid: number): Promise<void> {
  await sleep(2_000);
  const before = [...shapes.map((shape) => cpuMsOf(shape.pids())), cpuMs(databasePid)];
  await sleep(restSeconds * 1_000);
  const after = [...shapes.map((shape) => cpuMsOf(shape.pids())), cpuMs(databasePid)];
  const spent = after.map((each, place) => (each - (before[place] ?? 0)) / restSeconds);
  say('At rest, CPU ms in a second:');
  for (const [place, shape] of shapes.entries()) {
    shape.rest = { shop: spent[place] ?? 0, database: spent.at(-1) ?? 0 };
    say(`${shape.name} ${shape.rest.shop.toFixed(1)}`);
  }
  say('');
}

/** Each round goes through both shapes, so that what else the machine does falls on both alike. */
async function compare(shapes: readonly Shape[], databasePid: number): Promise<void> {
  const worlds = await Promise.all(shapes.map((shape) => openWorld(clientOf(shape as unknown as ServiceFleet))));
  say(row('journey', 'as', 'median ms', 'p95 ms', 'CPU ms', 'CPU ms of MySQL', 'calls'));
  say(row(...Array.from({ length: 7 }, () => '---')));
  for (const [name, journey] of Object.entries(journeys)) {
    const all = shapes.map((): Figures => ({ milliseconds: [], cpuMs: 0, databaseMs: 0, calls: 0 }));
    const warm = shapes.map((): Figures => ({ milliseconds: [], cpuMs: 0, databaseMs: 0, calls: 0 }));
    for (let round = 0; round <= rounds; round++)
      for (const [place, shape] of shapes.entries()) {
        const [world, into] = [worlds[place], (round === 0 ? warm : all)[place]];
        if (world && into) await measure(shape, journey, world, databasePid, into);
      }
    for (const [place, { milliseconds, cpuMs: cpu, databaseMs, calls }] of all.entries()) {
      const sorted = milliseconds.toSorted((a, b) => a - b);
      const each = (sum: number): string => (sum / sorted.length).toFixed(1);
      const [median, late] = [quantile(sorted, 0.5).toFixed(1), quantile(sorted, 0.95).toFixed(1)];
      say(row(name, shapes[place]?.name ?? '', median, late, each(cpu), each(databaseMs), each(calls)));
    }
  }
}

/** What still works while one service is dead; of one process nothing does. */
async function survive(fleet: ServiceFleet): Promise<void> {
  const client = clientOf(fleet);
  const world = await openWorld({ ...client, signUp: (user) => client.signUp(`${user}2`) });
  await journeys['a purchase: check out and pay']?.(client, fleet.url, world, 0);
  say('');
  say(row('without', ...Object.keys(journeys)));
  say(row(...Array.from({ length: Object.keys(journeys).length + 1 }, () => '---')));
  for (const service of serviceNames) {
    await fleet.kill(service);
    const answers: string[] = [];
    for (const journey of Object.values(journeys)) {
      const works = await journey(client, fleet.url, { ...world }, 0).catch(() => false);
      answers.push(works ? 'yes' : 'no');
    }
    say(row(`\`${service}\``, ...answers));
    await fleet.start(service);
  }
}

const server = await startMysql();
process.env.TEST_MYSQL_URL = server.url();
const environment = { LOG_LEVEL: 'info' };
const lease = await leaseMysql();
const single = await startShop({ databaseUrl: await lease.open(), environment });
const fleet = await startServices({ environment });
try {
  const shapes: Shape[] = [
    { name: 'one process', url: single.url, pids: () => [single.pid], calls: () => 0, rest: { shop: 0, database: 0 } },
    {
      name: 'four services',
      rest: { shop: 0, database: 0 },
      url: fleet.url,
      pids: () => serviceNames.map((service) => fleet.process(service).pid),
      calls: () =>
        serviceNames.reduce((sum, service) => sum + fleet.process(service).log().split('"msg":"call"').length - 1, 0),
    },
  ];
  await rest(shapes, server.pid);
  await compare(shapes, server.pid);
  say('');
  say(row('process', 'memory MB'));
  say(row('---', '---'));
  say(row('one process', megabytesOf(single.pid).toFixed(0)));
  for (const service of serviceNames) say(row(`\`${service}\``, megabytesOf(fleet.process(service).pid).toFixed(0)));
  await survive(fleet);
} finally {
  await single.stop();
  await fleet.stop();
  await lease.release();
  await server.stop();
}
