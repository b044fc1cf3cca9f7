import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { place } from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld, refusal, type ShopWorld } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';

forEachDatabase('a cart', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open());
  });
  after(() => world.close());
  const sales = (): ShopWorld['doors']['sales'] => world.doors.sales;
  const put = (owner: Parameters<typeof visitor>[0] & object, listingId: string, quantity = 1) =>
    sales().putInCart({ owner: visitor(owner), listingId, quantity });
  const visitor = (owner: { token: string }) => ({ cartToken: owner.token });
  const someone = () => ({ token: newId() });
  const changesOf = async (owner: { token: string }) =>
    (await sales().getCart({ owner: visitor(owner) })).sellers.flatMap((group) =>
      group.lines.map((line) => line.changes),
    );

  it('groups by seller, holds nothing and counts copies', async () => {
    const me = someone();
    const [one, two, hers] = [
      await world.soledad({ quantity: 3 }),
      await world.soledad(),
      await world.soledad({}, world.sara.id),
    ];
    await put(me, one.id, 2);
    await put(me, two.id);
    await put(me, hers.id);
    const cart = await sales().getCart({ owner: visitor(me) });
    assert.deepEqual([cart.count, cart.sellers.length, cart.copiesMinor], [4, 2, 10_000_000]);
    assert.deepEqual(cart.sellers[0]?.deliveryFrom?.name, 'Servientrega');
    assert.equal(await sales().countCart({ owner: visitor(me) }), 4);
    assert.equal((await world.doors.catalogue.getListing({ listingId: one.id })).available, 3);
    await put(me, one.id, 1);
    await put(me, two.id, 0);
    assert.equal(await sales().countCart({ owner: visitor(me) }), 2);
    assert.equal((await sales().getCart({ owner: visitor(someone()) })).count, 0, 'another visitor has another cart');
  });

  it('says what has changed since: price, number, gone, withdrawn', async () => {
    const me = someone();
    const listing = await world.soledad({ quantity: 3 });
    const change = (input: object) =>
      world.doors.catalogue.updateListing({ sellerId: world.lucia.id, listingId: listing.id, ...input });
    await put(me, listing.id, 3);
    assert.deepEqual(await changesOf(me), [[]]);
    await change({ fields: { priceMinor: 2_600_000 } });
    assert.deepEqual(await changesOf(me), [['price']]);
    await change({ fields: { priceMinor: 2_500_000, quantity: 2 } });
    assert.deepEqual(await changesOf(me), [['fewer']]);
    await place(world, [], { items: [{ listingId: listing.id, quantity: 2 }] });
    assert.deepEqual(await changesOf(me), [['unavailable']]);
    const other = await world.soledad();
    await put(me, other.id);
    await world.doors.catalogue.updateListing({ sellerId: world.lucia.id, listingId: other.id, state: 'removed' });
    assert.deepEqual(
      await changesOf(me),
      [['unavailable'], ['unavailable']],
      'a withdrawn book does not vanish without a word',
    );
    assert.equal((await sales().getCart({ owner: visitor(me) })).copiesMinor, 0);
  });

  it('refuses what cannot be bought', async () => {
    const listing = await world.soledad({ quantity: 2 });
    const me = someone();
    await assert.rejects(put(me, listing.id, 3), refusal('listing.unavailable', 409));
    await assert.rejects(put(me, newId()), refusal('listing.unavailable', 409));
    for (const quantity of [-1, 1.5, 1000, Number.NaN])
      await assert.rejects(put(me, listing.id, quantity), refusal('quantity.invalid', 422));
    await assert.rejects(
      sales().putInCart({ owner: { accountId: world.lucia.id }, listingId: listing.id, quantity: 1 }),
      refusal('listing.own', 409),
    );
  });

  it('of a visitor goes along when they sign in, the larger number of each', async () => {
    const me = someone();
    const member = { accountId: world.mateo.id };
    const [one, two] = [await world.soledad({ quantity: 5 }), await world.soledad()];
    await put(me, one.id, 2);
    await put(me, two.id);
    await sales().putInCart({ owner: member, listingId: one.id, quantity: 3 });
    await sales().mergeCart({ accountId: world.mateo.id, cartToken: me.token });
    await sales().mergeCart({ accountId: world.mateo.id, cartToken: me.token });
    const cart = await sales().getCart({ owner: member });
    assert.deepEqual(
      cart.sellers.flatMap((group) => group.lines.map((line) => line.quantity)).toSorted((a, b) => a - b),
      [1, 3],
    );
    assert.equal(await sales().countCart({ owner: visitor(me) }), 0);
  });

  it('is what a checkout without items buys, and is empty afterwards', async () => {
    const me = someone();
    const [one, other] = [await world.soledad(), await world.soledad()];
    await put(me, one.id);
    const purchase = await place(world, [], { items: undefined, owner: visitor(me) });
    assert.deepEqual(
      purchase.sellerOrders.flatMap((order) => order.items.map((item) => item.listingId)),
      [one.id],
    );
    assert.equal(await sales().countCart({ owner: visitor(me) }), 0);
    await assert.rejects(place(world, [], { items: undefined, owner: visitor(me) }), refusal('cart.empty', 422));
    await put(me, other.id);
    await place(world, [await world.soledad()], { owner: visitor(me) });
    assert.equal(await sales().countCart({ owner: visitor(me) }), 1, 'what was not bought stays');
  });

  it('has room for a hundred listings', async () => {
    const me = someone();
    const rows = Array.from({ length: 100 }, (_, number) => ({
      owner: '',
      listing_id: newId(),
      quantity: 1,
      price_minor: 1,
      added_at: number,
    }));
    await put(me, (await world.soledad()).id);
    const owner = (
      await world.db.query
        .selectFrom('cart_items')
        .select('owner')
        .where('quantity', '=', 1)
        .where('owner', 'like', 'visitor:%')
        .orderBy('added_at', 'desc')
        .executeTakeFirstOrThrow()
    ).owner as string;
    await world.db.query
      .insertInto('cart_items')
      .values(rows.slice(0, 99).map((row) => ({ ...row, owner })))
      .execute();
    await assert.rejects(put(me, (await world.soledad()).id), refusal('cart.full', 409));
  });
});
