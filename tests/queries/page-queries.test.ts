import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations } from '../../src/api/routes.ts';
import type { AnyDatabase } from '../../src/platform/db/index.ts';
import { routes } from '../../src/web/routes.ts';
import { payloadOf } from '../api/rest-client.ts';
import { doorsOfRest, restTargets } from '../pages/doors-of-rest.ts';
import { openPageWorld, type PageWorld, type Role } from '../pages/page-world.ts';
import { visits } from '../pages/visits.ts';
import { forEachDatabase } from '../support/databases.ts';
import { amplify, growingTables } from './amplify.ts';
import { weaknesses } from './explain.ts';
import { record } from './record.ts';

const mostQueries = 8;
const rowsATable = 2_500;
/** Longer than anything is remembered for between two looks at a page. */
const betweenVisitsMs = 3_000;

const columns: readonly Role[] = ['visitor', 'member', 'otherSeller', 'seller', 'buyer', 'administrator'];

const countsByIndex = /^(SCAN \w+ USING|-> (Covering index|Index) scan)/;
/** What may go through a whole index: figures that an administrator looks at now and then are counted, since no kept sum of them can go wrong. */
const allowed: Readonly<Record<string, RegExp>> = { '/admin': countsByIndex, '/api/v1/admin/figures': countsByIndex };

/** Each page is looked at as if nobody had looked at any for a while. */
function passTime(): () => void {
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  return () => {
    ahead += betweenVisitsMs;
  };
}

forEachDatabase('the queries of every page and REST call', (open, kind) => {
  let world: PageWorld;
  let db: AnyDatabase;
  let large: ReadonlySet<string>;
  let later: () => void;
  before(async () => {
    world = await openPageWorld({ api: true, databaseUrl: await open() });
    await world.shop.stopWorker();
    ({ db } = world.shop);
    await amplify(db, rowsATable);
    large = new Set(await growingTables(db));
    later = passTime();
  });
  after(() => world.close());

  async function judge(name: string, what: string, look: () => Promise<{ status: number }>, status = 200) {
    later();
    const seen = { status: 0 };
    const asked = await record(db, async () => {
      seen.status = (await look()).status;
    });
    assert.equal(seen.status, status, what);
    const list = asked.map(({ sql }) => sql).join('\n');
    assert.ok(asked.length <= mostQueries, `${what}: ${asked.length} queries\n${list}`);
    for (const query of asked) {
      const weak = (await weaknesses(db, large, query)).filter((step) => !allowed[name]?.test(step));
      assert.deepEqual(weak, [], `${what}: ${query.sql}`);
    }
  }

  for (const { method, path } of routes.filter((route) => route.method === 'GET'))
    test(`${method} ${path}`, async () => {
      for (const visit of visits[path]?.(world) ?? [])
        await judge(path, `${visit.path} as ${visit.as}`, () => world.browsers[visit.as].get(visit.path), visit.status);
    });

  for (const { method, path } of operations.filter((line) => line.method === 'GET'))
    test(`${method} /api/v1${path}`, async () => {
      const name = `${method} ${path}`;
      const target = (await restTargets[name]?.(world)) ?? { path };
      const place = (doorsOfRest[name] ?? '').split(' ').indexOf('200');
      const role = columns[place] ?? 'visitor';
      const token = world.browsers[role].cookies.get('session');
      await judge(`/api/v1${path}`, `${name} as ${role}`, async () => {
        const sent = payloadOf(token === undefined ? {} : { token });
        const { statusCode } = await world.shop.server.inject({ method, url: `/api/v1${target.path}`, ...sent });
        return { status: statusCode };
      });
    });

  test('a page that asks without an index is found out', async () => {
    const weak = db.query
      .selectFrom('listings as l')
      .select('id')
      .where('notes', '=', 'x')
      .orderBy('updated_at')
      .limit(24);
    await assert.rejects(
      judge('planted', 'planted', async () => {
        await weak.execute();
        return { status: 200 };
      }),
      kind === 'mysql' ? /Table scan on l/ : /SCAN l/,
    );
  });

  test('a page that sorts more than a page is found out', async () => {
    const weak = db.query.selectFrom('listings').select('id').where('state', '=', 'active').orderBy('notes').limit(24);
    await assert.rejects(
      judge('planted', 'planted', async () => {
        await weak.execute();
        return { status: 200 };
      }),
      kind === 'mysql' ? /Sort/ : /TEMP B-TREE/,
    );
  });

  test('a page that asks nine times is found out', async () => {
    const nine = async () => {
      for (let asked = 0; asked < 9; asked++) await db.query.selectFrom('sellers').select('id').limit(1).execute();
      return { status: 200 };
    };
    await assert.rejects(judge('planted', 'planted', nine), /9 queries/);
  });
});
