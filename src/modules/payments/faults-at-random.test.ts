import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { look, place } from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import type { Fault, PayGiven, WebhookNotice } from '../../../tests/support/mercado-pago/index.ts';
import { type GatewayShop, openGatewayShop } from '../../../tests/support/mercado-pago/shop.ts';
import { waitFor } from '../../../tests/support/shop-world.ts';
import { type Dice, diceFor } from '../../platform/dice.ts';
import { isDomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Purchase } from '../sales/index.ts';

const seed = process.env.TEST_SEED ?? String(Date.now());
const purchases = 40;
const buyersAtOnce = 6;
const faults: readonly Fault[] = ['cut before', 'cut after', 'garbage', 429, 500];
const payings: readonly PayGiven[] = [
  {},
  {},
  {},
  {},
  { status: 'rejected', detail: 'cc_rejected_other_reason' },
  { status: 'in_process' },
  { amount: 39_999 },
  { currency: 'USD' },
];

const one = <T>(dice: Dice, of: readonly T[]): T => of[dice(of.length)] as T;

/** Refusals are part of the story; anything else is a fault of the shop. */
async function refusedOr<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return undefined;
  }
}

/** One buyer who pays as people and networks do: late, twice, wrongly, cancelling meanwhile. Answers what the gateway has to tell. */
async function buyOnABadDay(shop: GatewayShop, dice: Dice, listing: { id: string }): Promise<WebhookNotice[]> {
  const purchase = await refusedOr(place(shop.world, [listing]));
  if (!purchase) return [];
  const notices: WebhookNotice[] = [];
  for (let tries = 0; tries <= dice(2); tries++) {
    const payment = await startStubbornly(shop, dice, purchase);
    if (!payment?.continueUrl) continue;
    if (dice(5) === 0) await sleep(2_000);
    for (let acts = 0; acts <= (dice(4) === 0 ? 1 : 0); acts++) {
      const paid = shop.pay(payment, one(dice, payings));
      const notice = shop.gateway.noticeOf(paid);
      if (dice(3) > 0) await refusedOr(shop.bring(notice));
      if (dice(4) > 0) notices.push(notice, shop.gateway.noticeOf(paid));
    }
  }
  if (dice(6) === 0) await refusedOr(cancel(shop, purchase));
  return notices;
}

async function startStubbornly(shop: GatewayShop, dice: Dice, purchase: Purchase) {
  const key = newId();
  for (let tries = 0; tries < 3; tries++) {
    if (dice(3) === 0) shop.gateway.fault(one(dice, faults));
    const payment = await refusedOr(shop.start(purchase, key));
    if (payment) return payment;
  }
  return undefined;
}

const cancel = ({ world }: GatewayShop, { id }: Purchase) =>
  world.doors.sales.cancelPurchase({
    buyer: { accountId: world.mateo.id },
    purchaseId: id,
    idempotencyKey: newId(),
  });

function shuffled<T>(dice: Dice, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: dice(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

async function rush(shop: GatewayShop, dice: Dice): Promise<WebhookNotice[]> {
  const listings = await Promise.all(Array.from({ length: 12 }, () => shop.world.soledad({ quantity: 4 })));
  const notices: WebhookNotice[] = [];
  let left = purchases;
  const buyer = async (): Promise<void> => {
    while (left-- > 0) notices.push(...(await buyOnABadDay(shop, dice, one(dice, listings))));
  };
  await Promise.all(Array.from({ length: buyersAtOnce }, buyer));
  return shuffled(dice, notices);
}

/** All that is left to be said is said, and the worker has done what follows from it. */
async function calm(shop: GatewayShop, notices: readonly WebhookNotice[]): Promise<void> {
  const { db } = shop.world;
  for (const notice of notices) await refusedOr(shop.bring(notice));
  shop.gateway.clearFaults();
  const payments = await db.query.selectFrom('payments').select('id').limit(1_000).execute();
  for (const { id } of payments) await shop.check({ id: String(id) }, 14);
  await waitFor(
    'every payment to be settled',
    async () => {
      const open = await db.query
        .selectFrom('payments')
        .select('id')
        .where((each) =>
          each.or([
            each('refund_due_minor', '>', 0),
            each.and([each('received_minor', 'is not', null), each('allocated', '=', 0)]),
          ]),
        )
        .execute();
      return open.length === 0;
    },
    60_000,
  );
}

/** A purchase was paid once, in full, as far as its orders are; whatever else came went back. */
async function assertEachPaidOnceOrNot(shop: GatewayShop): Promise<number> {
  const rows = await shop.world.db.query.selectFrom('purchases').select('id').limit(1_000).execute();
  let paid = 0;
  for (const { id } of rows) {
    // A checkout that was refused is nobody's purchase; both books together show that nothing came for it.
    const purchase = await refusedOr(look(shop.world, { id: String(id) }));
    if (!purchase) continue;
    const { sellerOrders, payments } = purchase;
    const due = sellerOrders.filter(({ status }) => status === 'paid').reduce((sum, each) => sum + each.totalMinor, 0);
    const kept = payments.reduce((sum, each) => sum + (each.receivedMinor ?? 0) - each.refundedMinor, 0);
    assert.equal(kept, due, `purchase ${String(id)}`);
    if (due > 0) paid += 1;
  }
  return paid;
}

forEachDatabase(`gateway faults at random, seed ${seed} (TEST_SEED)`, (open) => {
  it('end as paid orders or as money sent back, in both books', async (test) => {
    const shop = await openGatewayShop(await open(), { environment: { SHOP_HOLD_SECONDS: '2' } });
    try {
      await calm(shop, await rush(shop, diceFor(seed)));
      const paid = await assertEachPaidOnceOrNot(shop);
      const came = [...shop.gateway.books.payments.values()].filter(({ status }) => /approved|refunded/.test(status));
      test.diagnostic(`${paid} purchases paid, ${came.length} charges, ${shop.gateway.books.refunds.length} sent back`);
      assert.ok(paid > 5 && shop.gateway.books.refunds.length > 3, 'the day was bad enough, and some got through');
      await shop.assertSound();
    } finally {
      await shop.close();
    }
  });
});
