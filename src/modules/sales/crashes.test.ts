import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { auditAll, cards, copiesOf, look, mateoOf, payWith, place, theOrder } from '../../../tests/support/buying.ts';
import { crashed, stopOnce, workAll } from '../../../tests/support/crashes.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld, type ShopWorld } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';

const faults = (['before', 'after'] as const).flatMap((when) => [
  { step: 'sellCopies', of: 'catalogue', when } as const,
  { step: 'createShipments', of: 'delivery', when } as const,
  { step: 'allocatePayment', of: 'payments', when } as const,
]);

forEachDatabase('a crash between two steps', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open(), { worker: false });
  });
  after(() => world.close());

  for (const { step, of, when } of faults) {
    it(`of settling, ${when} ${step}, loses nothing`, async () => {
      const soledad = await world.soledad();
      const purchase = await place(world, [soledad]);
      const stop = stopOnce(world.doors[of], step, when);
      await assert.rejects(payWith(world, purchase), crashed);
      assert.ok(stop.happened());
      await workAll(world);
      const now = await look(world, purchase);
      assert.deepEqual([now.status, now.payments[0]?.status, now.payments[0]?.settled], ['paid', 'paid', true]);
      assert.deepEqual(await copiesOf(world, soledad), { quantity: 0, available: 0, sold: 1 });
      assert.deepEqual(await auditAll(world), []);
    });
  }

  for (const when of ['before', 'after'] as const) {
    it(`of settling, ${when} allocatePayment, and a cancellation meanwhile give the money back once`, async () => {
      const soledad = await world.soledad();
      const purchase = await place(world, [soledad]);
      stopOnce(world.doors.payments, 'allocatePayment', when);
      await assert.rejects(payWith(world, purchase), crashed);
      await world.doors.sales.cancelSale({
        sellerId: world.lucia.id,
        orderId: theOrder(purchase).id,
        idempotencyKey: newId(),
      });
      await workAll(world);
      const [payment] = (await look(world, purchase)).payments;
      assert.deepEqual([payment?.status, payment?.refundedMinor, payment?.refundDueMinor], ['refunded', 4_000_000, 0]);
      assert.deepEqual(await copiesOf(world, soledad), { quantity: 1, available: 1, sold: 0 });
      assert.deepEqual(await auditAll(world), []);
    });
  }

  for (const [step, of] of [
    ['returnCopies', 'catalogue'],
    ['refundOrder', 'payments'],
  ] as const)
    for (const when of ['before', 'after'] as const)
      it(`of a cancellation, ${when} ${step}, is made up for`, async () => {
        const soledad = await world.soledad();
        const purchase = await place(world, [soledad]);
        await payWith(world, purchase);
        const stop = stopOnce(world.doors[of], step, when);
        const cancel = { buyer: mateoOf(world), purchaseId: purchase.id, idempotencyKey: newId() };
        assert.equal((await world.doors.sales.cancelPurchase(cancel)).status, 'cancelled');
        assert.ok(stop.happened());
        assert.equal((await world.doors.sales.cancelPurchase(cancel)).status, 'cancelled', 'the same key goes on');
        await workAll(world);
        assert.equal((await look(world, purchase)).payments[0]?.status, 'refunded');
        assert.deepEqual(await copiesOf(world, soledad), { quantity: 1, available: 1, sold: 0 });
        assert.deepEqual(await auditAll(world), []);
      });

  it('of expiring leaves no payment open and no copy held', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    await payWith(world, purchase, { card: cards.late });
    await world.db.query.updateTable('purchases').set({ hold_expires_at: 1 }).where('id', '=', purchase.id).execute();
    const stop = stopOnce(world.doors.catalogue, 'releaseHold', 'before');
    await assert.rejects(world.doors.sales.expirePurchases(), crashed);
    assert.ok(stop.happened());
    await world.db.query.deleteFrom('payments_outbox').where('kind', '=', 'job.sandbox_notice').execute();
    await workAll(world).catch(() => undefined);
    const now = await look(world, purchase);
    assert.deepEqual([now.status, now.payments[0]?.status], ['expired', 'expired']);
    assert.equal((await copiesOf(world, soledad)).available, 1);
    assert.deepEqual(await auditAll(world), []);
  });
});
