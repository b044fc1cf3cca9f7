import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, openCatalogue, refusal } from './catalogue.fixture.ts';

forEachDatabase('copies', (open) => {
  let world: CatalogueWorld;
  before(async () => {
    world = await openCatalogue(await open());
  });
  after(async () => {
    assert.deepEqual(await world.door.audit(), [], 'no rule is violated at the end');
    await world.close();
  });

  const look = (listingId: string) => world.door.getListing({ listingId, viewerId: world.lucia });

  it('are set aside, sold and returned', async () => {
    const { id } = await world.soledad({ quantity: 2 });
    const { purchaseId, orderId } = await world.hold(id, 2);
    assert.equal((await look(id)).available, 0);
    const order = { orderId, items: [{ listingId: id, quantity: 2 }] };
    assert.deepEqual(await world.door.sellCopies({ purchaseId, orders: [order] }), [{ orderId, sold: true }]);
    assert.deepEqual(
      await world.door.sellCopies({ purchaseId, orders: [order] }),
      [{ orderId, sold: true }],
      'the second call answers what the first did',
    );
    const sold = await look(id);
    assert.deepEqual([sold.quantity, sold.available, sold.sold, sold.state], [0, 0, 2, 'sold_out']);
    await world.door.returnCopies({ orderId, items: [{ listingId: id, quantity: 1 }] });
    await world.door.returnCopies({ orderId, items: [{ listingId: id, quantity: 1 }] });
    const back = await look(id);
    assert.deepEqual([back.quantity, back.available, back.sold, back.state], [1, 1, 1, 'active']);
  });

  it('are returned only as many as the order bought', async () => {
    const { id } = await world.soledad();
    const { purchaseId, orderId } = await world.hold(id);
    const items = [{ listingId: id, quantity: 1 }];
    await assert.rejects(world.door.returnCopies({ orderId, items }), refusal('order.not_sold', 409));
    await world.door.sellCopies({ purchaseId, orders: [{ orderId, items }] });
    await assert.rejects(
      world.door.returnCopies({ orderId, items: [{ listingId: id, quantity: 2 }] }),
      refusal('order.not_sold', 409),
    );
    assert.equal((await look(id)).quantity, 0);
  });

  it('are set aside all or none, and the refusal names what is missing', async () => {
    const [one, other] = [await world.soledad(), await world.soledad()];
    await world.hold(other.id);
    const items = [one, other].map(({ id }) => ({ orderId: newId(), listingId: id, quantity: 1 }));
    const attempt = world.door.holdCopies({
      purchaseId: newId(),
      attempt: 1,
      holdSeconds: 60,
      items: [...items, { orderId: newId(), listingId: newId(), quantity: 1 }],
    });
    const error = await attempt.catch(
      (refused: unknown) => refused as { code: string; details: { listings: string[] } },
    );
    assert.ok('code' in error && error.code === 'listing.unavailable');
    assert.equal(error.details.listings.length, 2);
    assert.ok(error.details.listings.includes(other.id));
    assert.equal((await look(one.id)).available, 1);
  });

  it('are set aside once for a purchase and attempt, with what the order keeps frozen', async () => {
    const { id } = await world.soledad({ quantity: 5 });
    const input = {
      purchaseId: newId(),
      attempt: 1,
      holdSeconds: 60,
      items: [{ orderId: newId(), listingId: id, quantity: 2 }],
    };
    const first = await world.door.holdCopies(input);
    await world.door.updateListing({
      sellerId: world.lucia,
      listingId: id,
      fields: { priceMinor: 99, condition: 'poor' },
    });
    const [second, third] = await Promise.all([world.door.holdCopies(input), world.door.holdCopies(input)]);
    assert.deepEqual([second, third], [first, first]);
    assert.deepEqual(first.copies[0]?.priceMinor, 2_500_000);
    assert.equal((await look(id)).available, 3);
    await world.door.holdCopies({ ...input, attempt: 2 });
    assert.equal((await look(id)).available, 3, 'the second attempt takes the place of the first');
  });

  it('can be sold together with what is left after them', async () => {
    const { id } = await world.soledad({ quantity: 3 });
    const { purchaseId, orderId } = await world.hold(id);
    const late = newId();
    const orders = [
      { orderId: late, items: [{ listingId: id, quantity: 3 }] },
      { orderId, items: [{ listingId: id, quantity: 1 }] },
    ];
    assert.deepEqual(await world.door.sellCopies({ purchaseId, orders }), [
      { orderId: late, sold: false },
      { orderId, sold: true },
    ]);
    assert.equal((await look(id)).quantity, 2);
  });

  it('are not held at another price, nor by their seller', async () => {
    const { id } = await world.soledad();
    const input = {
      purchaseId: newId(),
      attempt: 1,
      holdSeconds: 60,
      items: [{ orderId: newId(), listingId: id, quantity: 1 }],
    };
    await assert.rejects(
      world.door.holdCopies({ ...input, expectedPriceMinor: { [id]: 1 } }),
      refusal('listing.price_changed', 409),
    );
    await assert.rejects(world.door.holdCopies({ ...input, buyerId: world.lucia }), refusal('listing.own', 409));
    for (const quantity of [0, -1, 1.5, 10_000])
      await assert.rejects(
        world.door.holdCopies({ ...input, items: [{ ...input.items[0]!, quantity }] }),
        refusal('quantity.invalid', 422),
      );
  });

  it('come back by themselves when a hold lapses', async () => {
    const { id } = await world.soledad();
    const first = await world.hold(id, 1, 0.2);
    await assert.rejects(world.hold(id), refusal('listing.unavailable', 409));
    await sleep(300);
    assert.equal((await look(id)).available, 1, 'a lapsed hold counts for nothing, before anything was swept');
    await assert.rejects(
      world.door.extendHold({ purchaseId: first.purchaseId, attempt: 1, holdSeconds: 60 }),
      refusal('hold.expired', 409),
    );
    await world.hold(id);
    assert.equal((await look(id)).available, 0);
  });

  it('are kept longer once, for a slow payment', async () => {
    const { id } = await world.soledad();
    const { purchaseId, expiresAt } = await world.hold(id);
    const longer = await world.door.extendHold({ purchaseId, attempt: 1, holdSeconds: 3600 });
    assert.ok(longer.expiresAt > expiresAt + 3_000_000);
    assert.deepEqual(await world.door.extendHold({ purchaseId, attempt: 1, holdSeconds: 7200 }), longer);
  });

  it('of a lapsed hold are sold late where they are free, each order whole or not at all', async () => {
    const [free, taken] = [await world.soledad(), await world.soledad()];
    const purchaseId = newId();
    const orders = [free, taken].map(({ id }) => ({ orderId: newId(), items: [{ listingId: id, quantity: 1 }] }));
    const items = orders.map(({ orderId, items: [item] }) => ({ orderId, ...item! }));
    await world.door.holdCopies({ purchaseId, attempt: 1, holdSeconds: 0.2, items });
    await sleep(300);
    await world.hold(taken.id);
    const answer = await world.door.sellCopies({ purchaseId, orders });
    assert.deepEqual(
      answer.map(({ sold }) => sold),
      [true, false],
    );
    assert.deepEqual(await world.door.sellCopies({ purchaseId, orders }), answer);
    assert.deepEqual([(await look(free.id)).state, (await look(taken.id)).quantity], ['sold_out', 1]);
  });

  it('are given back, all of a purchase or of one order', async () => {
    const { id } = await world.soledad({ quantity: 5 });
    const purchaseId = newId();
    const items = [1, 2].map((quantity) => ({ orderId: newId(), listingId: id, quantity }));
    await world.door.holdCopies({ purchaseId, attempt: 1, holdSeconds: 60, items });
    await world.door.releaseHold({ purchaseId, orderId: items[0]!.orderId });
    assert.equal((await look(id)).available, 3);
    await world.door.releaseHold({ purchaseId });
    await world.door.releaseHold({ purchaseId });
    assert.equal((await look(id)).available, 5);
  });

  it('on hold cannot be taken away by their seller', async () => {
    const { id } = await world.soledad({ quantity: 3 });
    const { purchaseId } = await world.hold(id, 2);
    const change = (fields: { quantity: number }) =>
      world.door.updateListing({ sellerId: world.lucia, listingId: id, fields });
    await assert.rejects(change({ quantity: 1 }), refusal('listing.held', 409));
    await assert.rejects(
      world.door.removeListing({ sellerId: world.lucia, listingId: id }),
      refusal('listing.held', 409),
    );
    assert.equal((await change({ quantity: 2 })).available, 0);
    await world.door.releaseHold({ purchaseId });
    assert.equal((await change({ quantity: 0 })).state, 'sold_out');
  });

  it('are marked when their holds have lapsed', async () => {
    const { id } = await world.soledad();
    await world.hold(id, 1, 0.1);
    await sleep(200);
    assert.ok((await world.expireHolds()) >= 1);
    assert.equal(await world.expireHolds(), 0);
    const hold = await world.db.query
      .selectFrom('holds')
      .select('state')
      .where('listing_id', '=', id)
      .executeTakeFirstOrThrow();
    assert.equal(hold.state, 'expired');
  });

  it('go to one of fifty buyers who come at once', async () => {
    const [{ id }, other] = [await world.soledad(), await world.soledad({ quantity: 50 })];
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        world.door.holdCopies({
          purchaseId: newId(),
          attempt: 1,
          holdSeconds: 60,
          items: [
            { orderId: newId(), listingId: other.id, quantity: 1 },
            { orderId: newId(), listingId: id, quantity: 1 },
          ],
        }),
      ),
    );
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const result of tries)
      if (result.status === 'rejected') assert.equal((result.reason as { code: string }).code, 'listing.unavailable');
    assert.equal((await look(other.id)).available, 49);
  });

  it('are never oversold by buyers, payers and quitters at once', async () => {
    const { id } = await world.soledad({ quantity: 7 });
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, turn) => buy(id, turn)));
    const sold = outcomes.filter(Boolean).length;
    const listing = await look(id);
    assert.equal(listing.sold, sold);
    assert.equal(listing.quantity, 7 - sold);
    assert.equal(listing.available, listing.quantity);
  });

  /** Every third buyer thinks better of it. */
  async function buy(listingId: string, turn: number): Promise<boolean> {
    const held = await world.hold(listingId).catch(() => undefined);
    if (!held) return false;
    if (turn % 3 === 0) {
      await world.door.releaseHold({ purchaseId: held.purchaseId });
      return false;
    }
    const orders = [{ orderId: held.orderId, items: [{ listingId, quantity: 1 }] }];
    const answers = await Promise.all([1, 2].map(() => world.door.sellCopies({ purchaseId: held.purchaseId, orders })));
    return answers.every(([order]) => order?.sold);
  }
});
