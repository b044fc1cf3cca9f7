import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '../../src/api/routes.ts';
import type { Route } from '../../src/web/route.ts';
import { routes } from '../../src/web/routes.ts';
import { payloadOf } from '../api/rest-client.ts';
import { doorsOfPages } from './doors-of-pages.ts';
import { doorsOfRest, type RestTarget, restTargets } from './doors-of-rest.ts';
import { pageTargets, type Target } from './page-targets.ts';
import { openPageWorld, type PageWorld, type Role } from './page-world.ts';

const columns = [
  'visitor',
  'member',
  'otherSeller',
  'seller',
  'buyer',
  'administrator',
] as const satisfies readonly Role[];
type Column = (typeof columns)[number];

const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

/** Who is refused comes first, so that nobody finds the door already used. */
function rowOf(row: string): [Column, string][] {
  const expected = row.split(' ');
  assert.equal(expected.length, columns.length);
  const refused = (answer: string) => answer === 'in' || answer === '401' || answer === '404';
  const cells = columns.map((column, at): [Column, string] => [column, expected[at] ?? '']);
  return [...cells.filter(([, answer]) => refused(answer)), ...cells.filter(([, answer]) => !refused(answer))];
}

describe('doors', () => {
  let world: PageWorld;
  before(async () => {
    world = await openPageWorld({ api: true });
  });
  after(() => world.close());

  test('every route of the maps has its row, and every row its route', () => {
    assert.deepEqual(Object.keys(doorsOfPages).sort(), routes.map(nameOf).sort());
    assert.deepEqual(Object.keys(doorsOfRest).sort(), operations.map(nameOf).sort());
  });

  test('a draft, a paused, a removed and a blocked book are not there for anyone but their seller', async () => {
    const { draft, paused, removed, blocked } = world.listings;
    for (const { id } of [draft, paused, removed, blocked])
      for (const column of ['visitor', 'otherSeller', 'buyer'] as const)
        assert.equal((await world.browsers[column].get(`/listings/${id}`)).status, 404);
  });

  describe('of pages', () => {
    for (const route of routes)
      test(nameOf(route), async () => {
        const target = (await pageTargets[nameOf(route)]?.(world)) ?? { path: route.path };
        for (const [column, expected] of rowOf(doorsOfPages[nameOf(route)] ?? ''))
          assert.equal(await knock(route, target, column), expected, column);
      });
  });

  async function knock(
    { method, multipart }: Route,
    { path, fields = {}, endsSession }: Target,
    column: Column,
  ): Promise<string> {
    const browser = endsSession ? await world.signInAgain(column) : world.browsers[column];
    const answer =
      method === 'GET' ? await browser.get(path) : await (multipart ? browser.upload : browser.post)(path, fields);
    return answer.location?.startsWith('/sign-in?next=') ? 'in' : String(answer.status);
  }

  describe('of REST', () => {
    for (const line of operations)
      test(nameOf(line), async () => {
        const { path, body, photo, endsSession }: RestTarget = (await restTargets[nameOf(line)]?.(world)) ?? {
          path: line.path,
        };
        for (const [column, expected] of rowOf(doorsOfRest[nameOf(line)] ?? '')) {
          const { cookies } = endsSession ? await world.signInAgain(column) : world.browsers[column];
          const answer = await call(line.method, path, { body, photo, token: cookies.get('session') });
          assert.equal(String(answer.statusCode), expected, `${column}: ${answer.body}`);
        }
      });

    test('a cookie opens none of them', async () => {
      const cookie = `session=${world.browsers.buyer.cookies.get('session') ?? ''}`;
      for (const line of operations.filter(
        ({ access, path, method }) => access === 'member' && method === 'GET' && !path.includes(':'),
      )) {
        const answer = await world.shop.server.inject({
          method: line.method,
          url: `/api/v1${line.path}`,
          headers: { cookie },
        });
        assert.equal(answer.statusCode, 401, nameOf(line));
      }
    });
  });

  const call = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    { photo, ...sent }: { body?: object | undefined; photo?: Buffer | undefined; token?: string | undefined },
  ) =>
    world.shop.server.inject({
      method,
      url: `/api/v1${path}`,
      ...payloadOf(photo ? { ...sent, multipart: { name: 'photo', content: photo, type: 'image/jpeg' } } : sent),
    });

  test('a guest opens the purchase of their link, and no other', async () => {
    const { orders, browsers } = world;
    assert.equal((await browsers.guest.get(`/purchases/${orders.guest.purchaseId}`)).status, 200);
    assert.equal((await browsers.guest.get(`/purchases/${orders.paid.purchaseId}`)).status, 404);
    const stolen = world.shop.visitor();
    stolen.cookies.set('guest', `${orders.paid.purchaseId}.${orders.guest.token}`);
    assert.equal((await stolen.get(`/purchases/${orders.paid.purchaseId}`)).status, 404);
    const path = `/purchases/${orders.guest.purchaseId}`;
    assert.equal((await call('GET', path, { token: orders.guest.token })).statusCode, 200);
    assert.equal(
      (await call('GET', `/purchases/${orders.paid.purchaseId}`, { token: orders.guest.token })).statusCode,
      404,
    );
  });
});
