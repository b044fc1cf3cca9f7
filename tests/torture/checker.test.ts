import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { AnyDatabase } from '../../src/platform/db/index.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import type { Doors } from './client.ts';
import { diceOf } from './dice.ts';
import { type DatabasePlace, examine, openShopDatabase, recover, secret } from './examine.ts';
import { openMarket } from './market.ts';
import { lostPhotos, photograph } from './photographer.ts';
import { keepPromises, soldTooOften } from './promises.ts';
import { live, type Seen, type Stage } from './stories.ts';

interface Fault {
  readonly what: string;
  readonly plant: string;
  /** Puts it right again, so that the next fault stands alone. */
  readonly undo: string;
  readonly found: RegExp;
}

/** Each is found by the database alone. */
const faults: readonly Fault[] = [
  {
    what: 'a copy that came from nowhere',
    plant: 'update listings set quantity = quantity + 1 where id = (select min(id) from listings)',
    undo: 'update listings set quantity = quantity - 1 where id = (select min(id) from listings)',
    found: /was published with \d+ copies and has \d+/,
  },
  {
    what: 'a copy sold twice',
    plant: 'update sold_copies set quantity = quantity + 1 where order_id = (select min(order_id) from sold_copies)',
    undo: 'update sold_copies set quantity = quantity - 1 where order_id = (select min(order_id) from sold_copies)',
    found: /counts other sold copies than its orders/,
  },
  {
    what: 'a ledger that does not sum to zero',
    plant: 'update ledger_entries set amount_minor = amount_minor + 1 where id = (select min(id) from ledger_entries)',
    undo: 'update ledger_entries set amount_minor = amount_minor - 1 where id = (select min(id) from ledger_entries)',
    found: /does not sum to zero/,
  },
  {
    what: 'money that came and went nowhere',
    plant: 'update payments set allocated = 0 where id = (select min(payment_id) from order_shares)',
    undo: 'update payments set allocated = 1 where id = (select min(payment_id) from order_shares)',
    found: /neither shared out nor owed back/,
  },
  {
    what: 'a refund that was done and is forgotten',
    plant:
      'update sandbox_refunds set amount_minor = amount_minor - 1 where refund_id = (select min(refund_id) from sandbox_refunds)',
    undo: 'update sandbox_refunds set amount_minor = amount_minor + 1 where refund_id = (select min(refund_id) from sandbox_refunds)',
    found: /paid back other than the shop says/,
  },
  {
    what: 'a cancelled order that has kept its copies',
    plant:
      "update seller_orders set status = 'cancelled', tracking = 'planted' where id = (select min(id) from seller_orders where status = 'paid')",
    undo: "update seller_orders set status = 'paid', tracking = null where tracking = 'planted'",
    found: /has not given its copies back/,
  },
  {
    what: 'a purchase without a buyer who knows of it',
    plant: "update purchases set state = 'refused' where id = (select min(id) from purchases where state = 'placed')",
    undo: "update purchases set state = 'placed' where id = (select min(id) from purchases where state = 'refused' and refusal is null)",
    found: /clients were answered \d+ purchases, and there are \d+/,
  },
];

describe('the checker of the crash tests', () => {
  let shop: RunningShop;
  let doors: Doors;
  let place: DatabasePlace;
  let db: AnyDatabase;
  let stage: Stage;
  let photos: string[];
  const seen: Seen[] = [];
  const look = () => examine(db, place, { listings: stage.market.listings, purchases: seen.length });
  const run = (query: string) => sql.raw(query).execute(db.query);

  before(async () => {
    shop = await startShop({ environment: { SHOP_HOLD_SECONDS: '2', SHOP_SLOW_HOLD_SECONDS: '3', LOG_LEVEL: 'warn' } });
    doors = { urls: () => [shop.url] };
    place = { databaseUrl: `sqlite:${join(shop.folder, 'shop.db')}`, folder: shop.folder };
    db = openShopDatabase(place.databaseUrl);
    stage = {
      doors,
      market: await openMarket(doors, place, { plenty: 500, scarce: 3 }),
      secret,
      surprises: [],
      counts: {},
    };
    await Promise.all(
      [...Array(40).keys()].map(async (number) => {
        const story = await live(stage, diceOf(number), number);
        if (story) seen.push(story);
      }),
    );
    let left = 2;
    const [lucia] = stage.market.sellers.values();
    photos = lucia ? await photograph(stage, lucia, diceOf(1), () => left-- > 0, 10) : [];
    assert.deepEqual(await recover(db, 0), []);
  });
  after(async () => {
    await db.close();
    await shop.stop();
  });

  test('finds nothing where nothing is wrong', async () => {
    assert.deepEqual(stage.surprises, []);
    assert.deepEqual(await look(), []);
    const kept = await keepPromises(doors, seen);
    assert.deepEqual([...kept.broken, ...soldTooOften(kept, stage.market.listings)], []);
    assert.ok(photos.length > 0);
    assert.deepEqual(await lostPhotos(doors, photos), []);
  });

  for (const { what, plant, undo, found } of faults)
    test(`finds ${what}`, async () => {
      await run(plant);
      assert.match((await look()).join('\n'), found);
      await run(undo);
    });

  test('finds nothing again once each fault is put right', async () => {
    assert.deepEqual(await look(), []);
  });

  test('finds a confirmed order that is no longer what its buyer was told', async () => {
    const [story] = seen.filter((each) => [...each.told.values()].includes('completed'));
    assert.ok(story);
    await run(`update seller_orders set status = 'expired' where purchase_id = '${story.id}'`);
    const { broken } = await keepPromises(doors, [story]);
    assert.match(broken.join('\n'), /was told as completed and is expired/);
  });

  test('finds a payment that was confirmed and left no trace', async () => {
    const [story] = seen.filter(
      (each) => each.paid && [...each.told.values()].every((status) => status === 'awaiting_payment'),
    );
    assert.ok(story);
    await run(`update seller_orders set status = 'expired' where purchase_id = '${story.id}'`);
    assert.match((await keepPromises(doors, [story])).broken.join('\n'), /nothing owed back/);
  });

  test('finds an order that counts as paid though nobody paid', async () => {
    const [story] = seen.filter((each) => !each.payable);
    assert.ok(story);
    await run(`update seller_orders set status = 'paid' where purchase_id = '${story.id}'`);
    assert.match((await keepPromises(doors, [story])).broken.join('\n'), /nobody paid, and it is/);
  });

  test('finds a confirmed purchase that is gone', async () => {
    const [story] = seen;
    assert.ok(story);
    await run('pragma foreign_keys = off');
    await run(`delete from purchases where id = '${story.id}'`);
    assert.match((await keepPromises(doors, [story])).broken.join('\n'), /is gone/);
  });

  test('finds more copies with buyers than there were', () => {
    const [listing] = stage.market.listings;
    assert.ok(listing);
    const copies = new Map([[listing.id, listing.copies + 1]]);
    assert.equal(soldTooOften({ broken: [], copies }, [listing]).length, 1);
  });

  test('finds a kept photo that is gone', async () => {
    rmSync(join(shop.folder, 'uploads'), { recursive: true });
    assert.equal((await lostPhotos(doors, photos)).length, photos.length);
  });
});
