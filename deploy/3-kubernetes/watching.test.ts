import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startShop } from '../../tests/support/shop.ts';
import { dashboard } from './manifests/dashboard.ts';
import { alerts } from './manifests/watching.ts';

/** Names that Prometheus or its operator add. */
const notOurs = new Set(['up']);
const expressions = [
  ...alerts().map((each) => each.expr),
  ...(dashboard()['panels'] as { targets: { expr: string }[] }[]).flatMap((each) =>
    each.targets.map((target) => target.expr),
  ),
];

describe('alerts and dashboard', () => {
  let shop: Awaited<ReturnType<typeof startShop>>;
  let text = '';
  before(async () => {
    shop = await startShop();
    const ask = (path: string, body?: object) =>
      fetch(
        `${shop.url}${path}`,
        body
          ? {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
              body: JSON.stringify(body),
            }
          : {},
      );
    for (const path of ['/search?q=a', '/api/v1/listings', '/readyz']) await ask(path);
    for (const path of ['/checkout', '/purchases/1/payment', '/api/v1/checkouts', '/api/v1/purchases/1/payments'])
      await ask(path, {});
    text = await (await fetch(`http://127.0.0.1:${shop.metricsPort}/metrics`)).text();
  });
  after(() => shop.stop());

  it('read only metrics that the application exposes', () => {
    for (const expression of expressions) {
      const names = [...expression.matchAll(/\b(bookstore_\w+|nodejs_\w+|process_\w+)\b(?!\|)(?=[\s{[)]|$)/g)]
        .map(([name]) => name)
        .filter((name) => !notOurs.has(name));
      for (const name of names) assert.match(text, new RegExp(`^${name}[ {]`, 'm'), `${name} in ${expression}`);
    }
    for (const module of ['accounts', 'catalogue', 'sales', 'payments', 'messaging'])
      assert.match(text, new RegExp(`^bookstore_${module}_jobs_waiting `, 'm'));
  });

  it('name routes as the application labels them', () => {
    const routes = new Set([...text.matchAll(/route="([^"]+)"/g)].map(([, route]) => route));
    const named = new Set(
      expressions.flatMap((each) =>
        [...each.matchAll(/route!?[=~]+"([^"]+)"/g)].flatMap(([, list = '']) => list.split('|')),
      ),
    );
    for (const route of named)
      if (!['/livez', '/health'].includes(route)) assert.ok(routes.has(route), `${route}, of ${[...routes].join(' ')}`);
  });

  it('use a bucket that there is', () => {
    for (const [, le] of expressions.join('\n').matchAll(/le="([^"]+)"/g))
      assert.match(text, new RegExp(`duration_seconds_bucket\\{le="${String(le)}"`));
  });

  it('page and file tickets for availability, search and purchases', () => {
    const names = new Set(alerts().map((each) => each.alert));
    for (const name of ['BookStoreAvailability', 'BookStoreSearch', 'BookStorePurchase', 'BookStoreDown'])
      assert.ok(names.has(name));
    for (const each of alerts()) assert.ok(each.summary.length > 20);
  });
});
