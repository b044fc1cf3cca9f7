import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import {
  auditAll,
  buy,
  copiesOf,
  ledgerOf,
  look,
  mateoOf,
  orderOf,
  payWith,
  pickupProvider,
  theOrder,
} from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld, refusal, type ShopWorld } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { SellerOrder } from './index.ts';

forEachDatabase('a seller order', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open());
  });
  after(async () => {
    assert.deepEqual(await auditAll(world), [], 'no rule is violated at the end');
    const sums = Object.values(await ledgerOf(world)).reduce((sum, each) => sum + each, 0);
    assert.equal(sums, 0, 'the whole ledger sums to zero');
    await world.close();
  });
  const sales = (): ShopWorld['doors']['sales'] => world.doors.sales;
  const payments = (): ShopWorld['doors']['payments'] => world.doors.payments;
  const lucia = () => ({ sellerId: world.lucia.id });
  const buyer = () => mateoOf(world);
  const key = () => ({ idempotencyKey: newId() });
  const conflict = refusal('order.state', 409);

  const ship = (order: SellerOrder, given = {}) =>
    sales().shipOrder({ ...lucia(), orderId: order.id, tracking: 'SER123', ...key(), ...given });
  const receive = (order: SellerOrder) => sales().confirmReceipt({ buyer: buyer(), orderId: order.id, ...key() });
  const seen = async (order: SellerOrder): Promise<SellerOrder> => sales().getSale({ ...lucia(), orderId: order.id });

  it('is sent, received and completed, and its seller is paid out', async () => {
    const soledad = await world.soledad();
    const { order } = await buy(world, soledad);
    assert.deepEqual([order.status, order.actions], ['paid', ['cancel']]);
    const due = (order.shipBy ?? 0) - (order.paidAt ?? 0);
    assert.equal(due, 3 * 86_400_000);
    const before = await payments().balance(lucia());
    const shipped = await ship(order);
    assert.deepEqual(
      [shipped.status, shipped.delivery.tracking, shipped.address?.city],
      ['shipped', 'SER123', 'Bogotá'],
    );
    const completed = await receive(order);
    assert.deepEqual([completed.status, completed.actions, completed.completesAt], ['completed', ['review'], null]);
    assert.ok(completed.deliveredAt !== null);
    const balance = await payments().balance(lucia());
    const payout = 2_500_000 - 125_000 + 1_500_000;
    assert.equal(balance.payableMinor - before.payableMinor, payout, 'price and delivery less 5 % of the price');
    assert.equal(before.escrowMinor - balance.escrowMinor, payout);
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 0, available: 0, sold: 1 });
    const paidOut = await payments().payOut({ ...lucia(), note: 'Nequi', idempotencyKey: 'first' });
    assert.equal(paidOut.amountMinor, balance.payableMinor);
    assert.deepEqual(await payments().payOut({ ...lucia(), note: 'Nequi', idempotencyKey: 'first' }), paidOut);
    await assert.rejects(
      payments().payOut({ ...lucia(), note: '', idempotencyKey: 'second' }),
      refusal('payout.nothing_due', 409),
    );
  });

  it('goes through no state twice', async () => {
    const { order } = await buy(world, await world.soledad());
    await assert.rejects(receive(order), conflict, 'not received before it was sent');
    await ship(order);
    await assert.rejects(ship(order, { tracking: 'OTHER' }), conflict);
    await assert.rejects(sales().cancelSale({ ...lucia(), orderId: order.id, ...key() }), conflict);
    assert.equal((await seen(order)).delivery.tracking, 'SER123');
    const { completesAt } = await seen(order);
    await receive(order);
    await assert.rejects(receive(order), conflict);
    await assert.rejects(
      sales().disputeOrder({ buyer: buyer(), orderId: order.id, reason: 'late', ...key() }),
      conflict,
    );
    assert.ok((completesAt ?? 0) > Date.now());
  });

  it('answers a repeated command with what it did, and the key belongs to its body', async () => {
    const { order } = await buy(world, await world.soledad());
    const command = { ...lucia(), orderId: order.id, tracking: 'ONE', ...key() };
    const [first, second] = await Promise.all([sales().shipOrder(command), sales().shipOrder(command)]);
    assert.deepEqual([first.status, second.status], ['shipped', 'shipped']);
    await assert.rejects(sales().shipOrder({ ...command, tracking: 'TWO' }), refusal('idempotency.mismatch', 422));
    const dispute = { buyer: buyer(), orderId: order.id, reason: 'It did not come', ...key() };
    await sales().disputeOrder(dispute);
    await sales().disputeOrder(dispute);
    await assert.rejects(sales().disputeOrder({ ...dispute, ...key(), reason: 'another' }), conflict);
    assert.equal((await sales().getOrderAsAdministrator({ orderId: order.id })).dispute, 'It did not come');
  });

  it('is nobody else’s', async () => {
    const { order } = await buy(world, await world.soledad());
    const notFound = refusal('order.not_found', 404);
    const sara = { sellerId: world.sara.id, orderId: order.id, ...key() };
    const other = { buyer: { accountId: world.sara.id }, orderId: order.id, ...key() };
    await assert.rejects(sales().shipOrder(sara), notFound);
    await assert.rejects(sales().cancelSale(sara), notFound);
    await assert.rejects(sales().recordReturn(sara), notFound);
    await assert.rejects(sales().handOver({ ...sara, code: '1' }), notFound);
    await assert.rejects(sales().confirmReceipt(other), notFound);
    await assert.rejects(sales().disputeOrder({ ...other, reason: 'x' }), notFound);
    await assert.rejects(sales().reviewOrder({ ...other, stars: 5, text: '' }), notFound);
    await assert.rejects(sales().confirmReceipt({ ...other, buyer: { guestToken: 'x' } }), notFound);
  });

  it('is picked up by saying its code, which its seller never sees', async () => {
    const { order } = await buy(world, await world.soledad(), {
      deliveries: [{ sellerId: world.lucia.id, providerId: pickupProvider }],
    });
    assert.match(order.handoverCode ?? '', /^\d{6}$/);
    assert.deepEqual((await seen(order)).actions, ['mark_ready', 'cancel']);
    await assert.rejects(
      sales().handOver({ ...lucia(), orderId: order.id, code: order.handoverCode ?? '', ...key() }),
      conflict,
      'not before it is ready',
    );
    const ready = await ship(order, { tracking: undefined });
    assert.deepEqual([ready.status, ready.handoverCode], ['ready_for_pickup', null]);
    const wrong = order.handoverCode === '000000' ? '000001' : '000000';
    await assert.rejects(
      sales().handOver({ ...lucia(), orderId: order.id, code: wrong, ...key() }),
      refusal('handover.wrong_code', 422),
    );
    const command = { ...lucia(), orderId: order.id, code: ` ${order.handoverCode ?? ''} `, ...key() };
    assert.equal((await sales().handOver(command)).status, 'delivered');
    assert.equal((await sales().handOver(command)).status, 'delivered', 'repeated');
    assert.equal((await receive(order)).status, 'completed');
  });

  it('is not opened by guessing codes', async () => {
    const { order } = await buy(world, await world.soledad(), {
      deliveries: [{ sellerId: world.lucia.id, providerId: pickupProvider }],
    });
    await ship(order);
    const guess = (code: string) => sales().handOver({ ...lucia(), orderId: order.id, code, ...key() });
    for (let tries = 0; tries < 10; tries++) await assert.rejects(guess('none'), refusal('handover.wrong_code', 422));
    await assert.rejects(guess(order.handoverCode ?? ''), refusal('attempts.too_many', 429));
    assert.equal((await seen(order)).status, 'ready_for_pickup');
  });

  it('is reviewed once, when it is completed', async () => {
    const { order } = await buy(world, await world.soledad());
    const review = { buyer: buyer(), orderId: order.id, stars: 4, text: ' Llegó bien. ' };
    await assert.rejects(sales().reviewOrder({ ...review, ...key() }), conflict);
    await ship(order);
    await receive(order);
    for (const stars of [0, 6, 2.5, Number.NaN])
      await assert.rejects(sales().reviewOrder({ ...review, stars, ...key() }), refusal('review.stars', 422));
    await assert.rejects(
      sales().reviewOrder({ ...review, text: 'x'.repeat(2001), ...key() }),
      refusal('review.text', 422),
    );
    const command = { ...review, ...key() };
    const written = await sales().reviewOrder(command);
    assert.deepEqual([written.stars, written.text, written.buyerName], [4, 'Llegó bien.', 'Mateo']);
    assert.deepEqual(await sales().reviewOrder(command), written);
    await assert.rejects(sales().reviewOrder({ ...review, ...key() }), refusal('review.exists', 409));
    const { items } = await sales().listReviews({ ...lucia(), limit: 10 });
    assert.deepEqual(
      items.map((each) => each.id),
      [written.id],
    );
  });

  it('of a guest goes the same way, by the guest’s token', async () => {
    const { purchase, guestToken = '' } = await sales().placeOrder(
      orderOf(world, [await world.soledad()], { buyer: { guest: { email: 'gabo@example.com', locale: 'es' } } }),
    );
    await payWith(world, purchase, { buyer: { guestToken } });
    const order = theOrder(await sales().getPurchase({ buyer: { guestToken }, purchaseId: purchase.id }));
    await ship(order);
    const done = await sales().confirmReceipt({ buyer: { guestToken }, orderId: order.id, ...key() });
    assert.equal(done.status, 'completed');
    await sales().reviewOrder({ buyer: { guestToken }, orderId: order.id, stars: 5, text: '', ...key() });
  });

  it('is sent by another provider at the same price, even once the chosen one is switched off', async () => {
    const [provider] = await world.doors.delivery
      .listProviders({})
      .then((all) => all.filter((each) => each.name === 'Servientrega'));
    assert.ok(provider);
    const [first, second] = [await buy(world, await world.soledad()), await buy(world, await world.soledad())];
    await world.doors.delivery.saveProvider({ ...provider, active: false });
    const sent = await ship(first.order);
    assert.equal(sent.delivery.name, 'Servientrega');
    const [shipment] = await world.doors.delivery.getShipments({ orderIds: [first.order.id] });
    assert.deepEqual([shipment?.status, shipment?.tracking], ['in_transit', 'SER123']);
    await assert.rejects(ship(second.order, { providerId: provider.id }), refusal('delivery.unknown_provider', 422));
    const envia = (await world.doors.delivery.listProviders({})).find((each) => each.name === 'Envía');
    const other = await ship(second.order, { providerId: envia?.id });
    assert.deepEqual([other.delivery.name, other.delivery.costMinor], ['Envía', 1_500_000]);
    await world.doors.delivery.saveProvider({ ...provider, active: true });
  });

  it('is listed for its seller by state, and counted', async () => {
    const counts = await sales().countSales(lucia());
    const page = await sales().listSales({ ...lucia(), status: ['completed'], limit: 2 });
    assert.equal(page.items.length, 2);
    assert.ok(page.items.every((order) => order.status === 'completed'));
    const rest = await sales().listSales({
      ...lucia(),
      status: ['completed'],
      limit: 100,
      cursor: page.nextCursor ?? undefined,
    });
    assert.equal(page.items.length + rest.items.length, counts.completed);
    const bought = await sales().listPurchases({ accountId: world.mateo.id, limit: 100 });
    assert.ok(bought.items.every((purchase, index, all) => index === 0 || purchase.id < (all[index - 1]?.id ?? '')));
    assert.deepEqual(bought.items[0], await look(world, bought.items[0] ?? { id: '' }));
  });
});
