import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import {
  auditAll,
  copiesOf,
  look,
  orderOf,
  pickupProvider,
  place,
  refusalOf,
  theOrder,
} from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { bogota, openWorld, refusal, type ShopWorld } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';

forEachDatabase('a checkout', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open());
  });
  after(async () => {
    assert.deepEqual(await auditAll(world), [], 'no rule is violated at the end');
    await world.close();
  });
  const sales = (): ShopWorld['doors']['sales'] => world.doors.sales;
  const mateo = () => ({ accountId: world.mateo.id });

  it('keeps what was bought as it was, held and waiting for its payment', async () => {
    const soledad = await world.soledad({ quantity: 3, priceMinor: 2_000_000 });
    const purchase = await place(world, [], { items: [{ listingId: soledad.id, quantity: 2 }] });
    await world.doors.catalogue.updateListing({
      sellerId: world.lucia.id,
      listingId: soledad.id,
      fields: { priceMinor: 9_900_000, condition: 'poor' },
    });
    const order = theOrder(await look(world, purchase));
    assert.deepEqual(
      [order.status, order.copiesMinor, order.delivery.costMinor, order.totalMinor],
      ['awaiting_payment', 4_000_000, 1_500_000, 5_500_000],
    );
    assert.equal(purchase.totalMinor, 5_500_000);
    assert.equal(order.delivery.name, 'Servientrega', 'the cheapest that covers the address, never pick-up');
    const [item] = order.items;
    assert.deepEqual(
      [item?.title, item?.condition, item?.priceMinor, item?.quantity],
      ['Cien años de soledad', 'good', 2_000_000, 2],
    );
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 3, available: 1, sold: 0 });
    assert.ok((purchase.holdExpiresAt ?? 0) > Date.now() + 800_000);
    await sales().cancelPurchase({ buyer: mateo(), purchaseId: purchase.id, idempotencyKey: newId() });
  });

  it('makes one order a seller, each with its own delivery', async () => {
    const listings = [await world.soledad(), await world.soledad({}, world.sara.id), await world.soledad()];
    const purchase = await place(world, listings, {
      deliveries: [{ sellerId: world.sara.id, providerId: pickupProvider }],
    });
    const bySeller = new Map(purchase.sellerOrders.map((order) => [order.seller.id, order]));
    assert.equal(bySeller.size, 2);
    assert.equal(bySeller.get(world.lucia.id)?.items.length, 2);
    assert.equal(bySeller.get(world.sara.id)?.delivery.costMinor, 0);
    assert.equal(purchase.totalMinor, 3 * 2_500_000 + 1_500_000);
  });

  it('takes all copies or none, and names those that are gone', async () => {
    const [one, gone] = [await world.soledad(), await world.soledad()];
    await place(world, [gone]);
    const error = await refusalOf(place(world, [one, gone]));
    assert.deepEqual([error.code, error.status, error.details.listings], ['listing.unavailable', 409, [gone.id]]);
    assert.equal((await copiesOf(world, one)).available, 1);
    const unknown = newId();
    const other = await refusalOf(place(world, [one, { id: unknown }]));
    assert.deepEqual([other.code, other.details.listings], ['listing.unavailable', [unknown]]);
  });

  it('answers a repeat with what it did, and refuses another body under the same key', async () => {
    const soledad = await world.soledad({ quantity: 5 });
    const order = orderOf(world, [soledad]);
    const [first, second] = await Promise.all([sales().placeOrder(order), sales().placeOrder(order)]);
    const third = await sales().placeOrder({ ...order, address: { ...bogota } });
    assert.equal(first.purchase.id, second.purchase.id);
    assert.deepEqual(third.purchase, await look(world, first.purchase));
    assert.equal((await copiesOf(world, soledad)).available, 4, 'one copy is held, not three');
    await assert.rejects(
      sales().placeOrder({ ...order, items: [{ listingId: soledad.id, quantity: 2 }] }),
      refusal('idempotency.mismatch', 422),
    );
    const another = await sales().placeOrder({ ...order, buyer: { accountId: world.sara.id } });
    assert.notEqual(another.purchase.id, first.purchase.id, 'a key belongs to its actor');
  });

  it('repeats a refusal, even once what was refused could be had', async () => {
    const soledad = await world.soledad();
    const other = await place(world, [soledad]);
    const order = orderOf(world, [soledad]);
    const first = await refusalOf(sales().placeOrder(order));
    await sales().cancelPurchase({ buyer: mateo(), purchaseId: other.id, idempotencyKey: newId() });
    const again = await refusalOf(sales().placeOrder(order));
    assert.deepEqual(
      [again.code, again.status, again.message, again.details],
      [first.code, first.status, first.message, first.details],
    );
    await place(world, [soledad]);
  });

  it('refuses a price that is not the one that was shown, and holds nothing', async () => {
    const soledad = await world.soledad();
    const error = await refusalOf(place(world, [soledad], { expectedPriceMinor: { [soledad.id]: 2_400_000 } }));
    assert.deepEqual([error.code, error.details.prices], ['listing.price_changed', { [soledad.id]: 2_500_000 }]);
    assert.equal((await copiesOf(world, soledad)).available, 1);
  });

  it('refuses what cannot be bought', async () => {
    const soledad = await world.soledad();
    const wrong: [Parameters<typeof place>[2], string, number][] = [
      [{ buyer: { accountId: world.lucia.id } }, 'listing.own', 409],
      [{ items: [] }, 'cart.empty', 422],
      [{ items: [{ listingId: soledad.id, quantity: 0 }] }, 'quantity.invalid', 422],
      [{ items: [{ listingId: soledad.id, quantity: 1.5 }] }, 'quantity.invalid', 422],
      [{ address: { ...bogota, line1: '  ' } }, 'address.invalid', 422],
      [{ address: { ...bogota, city: 'x'.repeat(101) } }, 'address.invalid', 422],
      [{ address: { ...bogota, name: 'a\u0000b' } }, 'address.invalid', 422],
      [{ address: { ...bogota, country: 'Colombia' } }, 'address.invalid', 422],
      [{ deliveries: [{ sellerId: world.lucia.id, providerId: newId() }] }, 'delivery.unknown_provider', 422],
      [
        {
          address: { ...bogota, country: 'PE' },
          deliveries: [{ sellerId: world.lucia.id, providerId: '01JAAAAAAAAAAAAAAAAAAAASR1' }],
        },
        'delivery.not_covered',
        422,
      ],
      [{ buyer: { guest: { email: 'nobody', locale: 'es' } } }, 'email.invalid', 422],
    ];
    for (const [given, code, status] of wrong)
      await assert.rejects(place(world, [soledad], given), refusal(code, status), code);
    await world.doors.catalogue.updateListing({ sellerId: world.lucia.id, listingId: soledad.id, state: 'paused' });
    await assert.rejects(place(world, [soledad]), refusal('listing.unavailable', 409));
  });

  it('abroad goes with an international provider', async () => {
    const purchase = await place(world, [await world.soledad()], { address: { ...bogota, country: 'PE' } });
    assert.equal(theOrder(purchase).delivery.name, 'FedEx');
  });

  it('of a guest is opened by its token, and by nothing else', async () => {
    const soledad = await world.soledad();
    const order = orderOf(world, [soledad], { buyer: { guest: { email: ' Gabo@Example.com ', locale: 'en' } } });
    const { purchase, guestToken = '' } = await sales().placeOrder(order);
    assert.deepEqual([purchase.guest, purchase.email], [true, 'gabo@example.com']);
    const again = await sales().placeOrder(order);
    assert.deepEqual([again.purchase.id, again.guestToken], [purchase.id, guestToken]);
    assert.equal((await sales().getPurchase({ buyer: { guestToken }, purchaseId: purchase.id })).id, purchase.id);
    for (const buyer of [{ guestToken: 'x' }, { guestToken: '' }, mateo()])
      await assert.rejects(sales().getPurchase({ buyer, purchaseId: purchase.id }), refusal('purchase.not_found', 404));
    const row = await world.db.query
      .selectFrom('purchases')
      .selectAll()
      .where('id', '=', purchase.id)
      .executeTakeFirstOrThrow();
    assert.ok(!JSON.stringify(row).includes(guestToken), 'the table keeps a hash only');
  });

  it('of a guest goes to the account that confirms its address', async () => {
    const { purchase, guestToken = '' } = await sales().placeOrder(
      orderOf(world, [await world.soledad()], { buyer: { guest: { email: 'sara@example.com', locale: 'es' } } }),
    );
    assert.equal(await sales().claimGuestPurchases({ accountId: world.sara.id, email: 'Sara@example.com' }), 1);
    assert.equal(await sales().claimGuestPurchases({ accountId: world.sara.id, email: 'sara@example.com' }), 0);
    assert.equal(
      (await sales().getPurchase({ buyer: { accountId: world.sara.id }, purchaseId: purchase.id })).guest,
      false,
    );
    await assert.rejects(
      sales().getPurchase({ buyer: { guestToken }, purchaseId: purchase.id }),
      refusal('purchase.not_found', 404),
    );
  });

  it('is seen by its buyer only, and its address by its seller from paid on', async () => {
    const purchase = await place(world, [await world.soledad()]);
    const order = theOrder(purchase);
    await assert.rejects(
      sales().getPurchase({ buyer: { accountId: world.sara.id }, purchaseId: purchase.id }),
      refusal('purchase.not_found', 404),
    );
    await assert.rejects(
      sales().getOrderOfBuyer({ buyer: { accountId: world.lucia.id }, orderId: order.id }),
      refusal('order.not_found', 404),
    );
    await assert.rejects(
      sales().getSale({ sellerId: world.sara.id, orderId: order.id }),
      refusal('order.not_found', 404),
    );
    const sale = await sales().getSale({ sellerId: world.lucia.id, orderId: order.id });
    assert.deepEqual([sale.address, sale.actions], [null, []]);
    assert.deepEqual(theOrder(await look(world, purchase)).address, bogota);
  });

  it('that stopped before its hold is taken up by the same request', async () => {
    const soledad = await world.soledad();
    const order = orderOf(world, [soledad]);
    const { purchase } = await sales().placeOrder(order);
    await world.db.query
      .updateTable('purchases')
      .set({ state: 'placing', hold_expires_at: null })
      .where('id', '=', purchase.id)
      .execute();
    await assert.rejects(look(world, purchase), refusal('purchase.not_found', 404));
    assert.equal((await sales().placeOrder(order)).purchase.id, purchase.id);
    assert.equal((await look(world, purchase)).status, 'awaiting_payment');
    assert.equal((await copiesOf(world, soledad)).available, 0);
  });

  it('that stopped before its hold and is not taken up is refused by the sweeper', async () => {
    const soledad = await world.soledad();
    const order = orderOf(world, [soledad]);
    const { purchase } = await sales().placeOrder(order);
    await world.stopWorker();
    await world.db.query
      .updateTable('purchases')
      .set({ state: 'placing', created_at: 1 })
      .where('id', '=', purchase.id)
      .execute();
    assert.equal(await sales().resumeUnfinished(), 1);
    assert.equal(await sales().resumeUnfinished(), 0);
    assert.equal((await copiesOf(world, soledad)).available, 1);
    await assert.rejects(sales().placeOrder(order), refusal('listing.unavailable', 409));
  });
});
