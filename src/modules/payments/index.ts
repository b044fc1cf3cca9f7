import { hkdfSync } from 'node:crypto';
import { idCursor, pageOf, readIdCursor } from '../../platform/cursor.ts';
import type { Migrations } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { percentOf } from '../../platform/money.ts';
import { type ClaimedItem, Queue } from '../../platform/queue/index.ts';
import { allocatePayment } from './allocate-payment.ts';
import { applyOutcome } from './apply-outcome.ts';
import { checkPayment } from './check-payment.ts';
import { completeOrder } from './complete-order.ts';
import { gatewayNamed, type PaymentsContext, type PaymentsJobs } from './context.ts';
import type { Balance, OfferedMethod, Payments, PaymentsEvents } from './door.ts';
import { expirePayments } from './expire-payments.ts';
import { withDeadlines } from './gateways/deadline.ts';
import type { Gateway } from './gateways/gateway.ts';
import { createSandbox, type SandboxGateway } from './gateways/sandbox/index.ts';
import { initial } from './migrations/0001-initial.ts';
import { receivedCurrency } from './migrations/0002-received-currency.ts';
import { orderMoney } from './order-money.ts';
import { payOut } from './pay-out.ts';
import { receiveNotice } from './receive-notice.ts';
import { refundOrder } from './refund-order.ts';
import { settleRefund } from './settle-refund.ts';
import { startPayment } from './start-payment.ts';
import { findByKey, findPayment, type PaymentsDatabase, readPaymentPage, readPaymentsOf, toPayment } from './store.ts';
import { auditPayments } from './store-audit.ts';
import { readBalances, readLedger } from './store-ledger.ts';
import { readPayouts } from './store-payouts.ts';

export type * from './door.ts';
export type { Gateway, RawNotice } from './gateways/gateway.ts';
export { createMercadoPago } from './gateways/mercado-pago/index.ts';
export type { PaymentsTables } from './tables.ts';
export { paymentsVerbs } from './verbs.ts';

export const paymentsMigrations: Migrations = {
  '0001-initial': initial,
  '0002-received-currency': receivedCurrency,
};

export interface PaymentsDeps {
  db: PaymentsDatabase;
  secretKey: string;
  commissionPercent: number;
  currency: string;
  log: Logger;
  sandbox: {
    pageUrl: (paymentId: string) => string;
    deliver: (headers: Record<string, string>, body: string) => Promise<void>;
  };
  /** Real gateways; beside one there is no sandbox: nobody gets a book for money that is not real. */
  gateways?: readonly Gateway[];
  /** The way to a gateway; tests cut it. */
  gatewayLine?: ((gateway: Gateway) => Gateway) | undefined;
}

export interface PaymentsModule {
  door: Payments;
  outbox: Queue<PaymentsEvents & PaymentsJobs>;
  /** Does this module's own jobs; answers false for an event, which is for others. */
  work: (item: ClaimedItem) => Promise<boolean>;
}

export function createPayments(deps: PaymentsDeps): PaymentsModule {
  const outbox = new Queue<PaymentsEvents & PaymentsJobs>(deps.db, 'payments_outbox');
  const sandbox = createSandbox({
    db: deps.db,
    outbox: outbox as unknown as Queue<PaymentsJobs>,
    key: sandboxKey(deps.secretKey),
    ...deps.sandbox,
  });
  const { db, commissionPercent, currency, log } = deps;
  const context: PaymentsContext = {
    db,
    outbox,
    gateways: gatewaysOf(deps, sandbox),
    commissionPercent,
    currency,
    log,
  };
  return { door: doorOf(context, sandbox), outbox, work: (item) => work(context, sandbox, item) };
}

function gatewaysOf({ gateways = [], gatewayLine = (gateway) => gateway }: PaymentsDeps, sandbox: Gateway): Gateway[] {
  return (gateways.length > 0 ? gateways : [sandbox]).map((gateway) => withDeadlines(gatewayLine(gateway)));
}

const sandboxKey = (secretKey: string): string =>
  Buffer.from(hkdfSync('sha256', secretKey, '', 'sandbox notices', 32)).toString('hex');

async function work(context: PaymentsContext, sandbox: SandboxGateway, item: ClaimedItem): Promise<boolean> {
  if (item.kind === 'job.check_payment') await checkPayment(context, item.payload as PaymentsJobs['job.check_payment']);
  else if (item.kind === 'job.settle_refund')
    await settleRefund(context, item.payload as PaymentsJobs['job.settle_refund']);
  else if (item.kind === 'job.sandbox_notice')
    await sandbox.sendNotice(item.payload as PaymentsJobs['job.sandbox_notice']);
  else return false;
  return true;
}

function doorOf(context: PaymentsContext, sandbox: SandboxGateway): Payments {
  const { db } = context;
  return {
    ...listsOf(context),
    startPayment: (input) => startPayment(context, input),
    paymentMethods: () => Promise.resolve(offeredMethods(context)),
    receiveNotice: (input) => receiveNotice(context, input),
    getPayments: async ({ purchaseIds }) => (await readPaymentsOf(db, purchaseIds)).map(toPayment),
    getPayment: ({ paymentId }) => getPayment(context, paymentId),
    findByKey: async ({ purchaseId, idempotencyKey }) => {
      const row = await findByKey(db.query, purchaseId, idempotencyKey);
      return row && toPayment(row);
    },
    allocatePayment: (input) => allocatePayment(context, input),
    completeOrder: (input) => completeOrder(context, input),
    refundOrder: (input) => refundOrder(context, input),
    expirePayments: (input) => expirePayments(context, input),
    orderMoney: (input) => orderMoney(context, input),
    commissionOf: ({ copiesMinor }) => Promise.resolve(percentOf(copiesMinor, context.commissionPercent)),
    confirmTransfer: (input) => confirmTransfer(context, sandbox, input),
    settleRefund: (input) => settleRefund(context, input),
    payOut: (input) => payOut(context, input),
    sandboxDecide: async (input) => {
      if (!hasSandbox(context)) throw notFound('payment');
      await sandbox.decide(input);
    },
    audit: () => auditPayments(db),
  };
}

function listsOf(
  context: PaymentsContext,
): Pick<Payments, 'balance' | 'listBalances' | 'listLedger' | 'listPayments' | 'listPayouts'> {
  const { db, currency } = context;
  return {
    balance: async ({ sellerId }) =>
      (await readBalances(db.query, { sellerIds: [sellerId], limit: 1, currency }))[0] ??
      emptyBalance(sellerId, currency),
    listBalances: async ({ cursor, limit }) => {
      const balances = await readBalances(db.query, { after: readIdCursor(cursor), limit: limit + 1, currency });
      return pageOf(balances, limit, (balance) => idCursor(balance.sellerId));
    },
    listLedger: async ({ sellerId, cursor, limit }) =>
      pageOf(await readLedger(db.query, { sellerId, before: readIdCursor(cursor), limit: limit + 1 }), limit, (entry) =>
        idCursor(entry.id),
      ),
    listPayments: async ({ status, cursor, limit }) => {
      const rows = await readPaymentPage(db, { status, before: readIdCursor(cursor), limit: limit + 1 });
      return pageOf(rows.map(toPayment), limit, (payment) => idCursor(payment.id));
    },
    listPayouts: async ({ sellerId, cursor, limit }) =>
      pageOf(await readPayouts(db, { sellerId, before: readIdCursor(cursor), limit: limit + 1 }), limit, (payout) =>
        idCursor(payout.id),
      ),
  };
}

const emptyBalance = (sellerId: string, currency: string): Balance => ({
  sellerId,
  currency,
  escrowMinor: 0,
  payableMinor: 0,
  paidOutMinor: 0,
});

const hasSandbox = (context: PaymentsContext): boolean => gatewayNamed(context, 'sandbox') !== undefined;

const offeredMethods = (context: PaymentsContext): OfferedMethod[] =>
  context.gateways.flatMap(({ name, methods, page }) =>
    methods.map((method) => ({ method, page, sandbox: name === 'sandbox' })),
  );

async function getPayment(context: PaymentsContext, paymentId: string) {
  const row = await findPayment(context.db.query, paymentId);
  if (!row) throw notFound('payment');
  return toPayment(row);
}

/** An administrator has seen the transfer on the account's statement. */
async function confirmTransfer(context: PaymentsContext, sandbox: SandboxGateway, input: { paymentId: string }) {
  const payment = await getPayment(context, input.paymentId);
  if (payment.method !== 'bank_transfer') throw notFound('payment');
  if (hasSandbox(context)) await sandbox.decide({ paymentId: payment.id, decision: 'approve' });
  const row = await applyOutcome(context, payment.id, {
    status: 'paid',
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    reference: `sandbox_${payment.id}`,
  });
  if (!row) throw notFound('payment');
  return toPayment(row);
}
