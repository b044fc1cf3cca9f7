import assert from 'node:assert/strict';
import type { Payment } from '../../../src/modules/payments/index.ts';
import type { Purchase } from '../../../src/modules/sales/index.ts';
import { newId } from '../../../src/platform/ids.ts';
import { auditAll, ledgerOf, look, payWith, place } from '../buying.ts';
import { openWorld, type ShopWorld, type WorldOptions, waitFor } from '../shop-world.ts';
import {
  type MercadoPagoStandIn,
  type PayGiven,
  type StandInPayment,
  startMercadoPago,
  type WebhookNotice,
} from './index.ts';

/** A whole shop whose payments go through Mercado Pago's stand-in. */
export interface GatewayShop {
  readonly world: ShopWorld;
  readonly gateway: MercadoPagoStandIn;
  /** Mateo's purchase of a new copy of "soledad", and the payment that he has started. */
  readonly buy: () => Promise<{ purchase: Purchase; payment: Payment; listing: { id: string } }>;
  readonly start: (purchase: { id: string }, key?: string) => Promise<Payment>;
  /** He acts on Mercado Pago's page. */
  readonly pay: (payment: Payment, given?: PayGiven) => StandInPayment;
  /** Brings a notice to the shop, as its page for webhooks does. */
  readonly bring: (notice: WebhookNotice) => Promise<Payment | undefined>;
  /** Pays, and brings the notice about it. */
  readonly payAndTell: (payment: Payment, given?: PayGiven) => Promise<StandInPayment>;
  /** Asks the gateway now what became of the payment, as the worker does in time. */
  readonly check: (payment: { id: string }, round?: number) => Promise<void>;
  /** The purchase, once it is as `fits` says. */
  readonly until: (purchase: { id: string }, fits: (purchase: Purchase) => boolean) => Promise<Purchase>;
  /** Nothing is wrong by the shop's own audit, and both books say the same. */
  readonly assertSound: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openGatewayShop(databaseUrl: string, options: WorldOptions = {}): Promise<GatewayShop> {
  const gateway = await startMercadoPago();
  const environment = { ...gateway.environment, ...options.environment };
  const world = await openWorld(databaseUrl, { ...options, environment });
  const start: GatewayShop['start'] = (purchase, key) =>
    payWith(world, purchase, { method: 'mercado_pago', ...(key === undefined ? {} : { key }) });
  const pay: GatewayShop['pay'] = (payment, given) => gateway.pay(payment.continueUrl ?? '', given);
  const bring = (notice: WebhookNotice) => bringTo(world, notice);
  return {
    world,
    gateway,
    start,
    pay,
    bring,
    buy: async () => {
      const listing = await world.soledad();
      const purchase = await place(world, [listing]);
      return { purchase, listing, payment: await start(purchase) };
    },
    payAndTell: async (payment, given) => {
      const paid = pay(payment, given);
      await bring(gateway.noticeOf(paid));
      return paid;
    },
    check: async (payment, round = 1) => {
      const payload = { paymentId: payment.id, round };
      await world.modules.payments?.work({ id: newId(), kind: 'job.check_payment', payload, attempts: 1 });
    },
    until: (purchase, fits) =>
      waitFor('the purchase', async () => {
        const now = await look(world, purchase);
        return fits(now) && now;
      }),
    assertSound: () => assertSound(world, gateway),
    close: async () => {
      await world.close();
      await gateway.stop();
    },
  };
}

async function bringTo({ doors }: ShopWorld, notice: WebhookNotice): Promise<Payment | undefined> {
  const payment = await doors.payments.receiveNotice({ gateway: 'mercado_pago', ...notice });
  if (payment && !payment.settled && payment.receivedMinor !== null)
    await doors.sales.settlePayment({ paymentId: payment.id });
  return payment && doors.payments.getPayment({ paymentId: payment.id });
}

async function assertSound(world: ShopWorld, gateway: MercadoPagoStandIn): Promise<void> {
  assert.deepEqual(await auditAll(world), [], 'the shop finds nothing wrong with itself');
  const ledger = await ledgerOf(world);
  assert.equal(-(ledger.gateway ?? 0), keptBy(gateway), 'the gateway holds what the ledger says');
}

/** What the payers' money comes to, less what went back, of the payments that this shop asked for. */
function keptBy({ books }: MercadoPagoStandIn): number {
  const asked = new Set([...books.preferences.values()].map((each) => each.external_reference));
  const ours = [...books.payments.values()].filter((each) => asked.has(each.external_reference));
  return ours
    .filter(({ status }) => status === 'approved' || status === 'refunded')
    .reduce((sum, each) => sum + (each.transaction_amount - each.transaction_amount_refunded) * 100, 0);
}
