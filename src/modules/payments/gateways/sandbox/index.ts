import { forUpdate, insertIgnore, nowOf } from '../../../../platform/db/index.ts';
import { notFound } from '../../../../platform/errors.ts';
import type { Queue } from '../../../../platform/queue/index.ts';
import type { PaymentsJobs } from '../../context.ts';
import type { PaymentsDatabase } from '../../store.ts';
import type { SandboxChargesTable } from '../../tables.ts';
import type { Charge, ChargeOutcome, Gateway } from '../gateway.ts';
import { behaviourOf, type CardBehaviour } from './cards.ts';
import { readSignedNotice, type SandboxNotice, signNotice } from './notice.ts';

export interface SandboxOptions {
  db: PaymentsDatabase;
  outbox: Queue<PaymentsJobs>;
  /** Signs notices. */
  key: string;
  /** Where its page for a payment is. */
  pageUrl: (paymentId: string) => string;
  /** Posts a notice to the shop's webhook; rejects where that did not answer well. */
  deliver: (headers: Record<string, string>, body: string) => Promise<void>;
}

const afterHoldMs = 1_000;

/** The gateway that is part of the shop: a stand-in for one somewhere else, with a memory of its own, so that every path of a payment can be tried. */
export interface SandboxGateway extends Gateway {
  decide(input: { paymentId: string; decision: 'approve' | 'decline' }): Promise<void>;
  sendNotice(job: PaymentsJobs['job.sandbox_notice']): Promise<void>;
}

export function createSandbox(options: SandboxOptions): SandboxGateway {
  return {
    name: 'sandbox',
    methods: ['card', 'paypal', 'bank_transfer'],
    page: 'shop',
    takes: () => true,
    refunds: (method) => method !== 'bank_transfer',
    charge: (charge) => takeCharge(options, charge),
    find: async ({ paymentId }) => {
      const row = await readCharge(options, paymentId);
      return row ? [outcomeOf(options, row)] : [];
    },
    readNotice: (input) => Promise.resolve(readSignedNotice(input, options.key)),
    refund: (input) => refund(options, input),
    decide: (input) => decide(options, input),
    sendNotice: (job) => sendNotice(options, job),
  };
}

async function takeCharge(options: SandboxOptions, charge: Charge): Promise<ChargeOutcome> {
  const behaviour: CardBehaviour = charge.card ? behaviourOf(charge.card.number) : { answer: 'pending', notices: [] };
  const row = {
    payment_id: charge.paymentId,
    amount_minor: charge.amountMinor,
    currency: charge.currency,
    status: behaviour.answer,
    failure_code: behaviour.answer === 'failed' ? 'card_declined' : null,
    created_at: options.db.now as never,
  };
  await options.db.transaction(async (trx) => {
    if ((await insertIgnore(trx, 'sandbox_charges', [row])) === 0) return;
    await options.outbox.add(
      trx,
      behaviour.notices.map((notice, index) => noticeJob(charge, notice, index)),
    );
  });
  options.outbox.wake();
  const kept = (await readCharge(options, charge.paymentId)) ?? row;
  return outcomeOf(options, kept, charge.method === 'paypal');
}

const noticeJob = (charge: Charge, notice: CardBehaviour['notices'][number], index: number) => ({
  kind: 'job.sandbox_notice' as const,
  payload: {
    paymentId: charge.paymentId,
    noticeId: `${charge.paymentId}-${notice.status}-${String(index)}`,
    status: notice.status,
  },
  delayMs:
    notice.delayMs === 'after_hold' ? Math.max(0, charge.holdExpiresAt - Date.now()) + afterHoldMs : notice.delayMs,
});

function readCharge(options: SandboxOptions, paymentId: string): Promise<SandboxChargesTable | undefined> {
  return options.db.query
    .selectFrom('sandbox_charges')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .executeTakeFirst();
}

const outcomeOf = (
  options: SandboxOptions,
  row: Pick<SandboxChargesTable, 'payment_id' | 'amount_minor' | 'currency' | 'status' | 'failure_code'>,
  hasPage = false,
): ChargeOutcome => ({
  status: row.status,
  amountMinor: row.amount_minor,
  currency: row.currency,
  reference: `sandbox_${row.payment_id}`,
  ...(hasPage ? { continueUrl: options.pageUrl(row.payment_id) } : {}),
  ...(row.failure_code ? { failureCode: row.failure_code } : {}),
});

/** The buttons of the sandbox's page, and the arrival of a transfer. */
async function decide(
  options: SandboxOptions,
  input: { paymentId: string; decision: 'approve' | 'decline' },
): Promise<void> {
  const status = input.decision === 'approve' ? 'paid' : 'failed';
  await options.db.transaction(async (trx) => {
    const result = await trx
      .updateTable('sandbox_charges')
      .set({ status, failure_code: status === 'failed' ? 'declined_by_payer' : null })
      .where('payment_id', '=', input.paymentId)
      .where('status', '=', 'pending')
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return;
    await options.outbox.add(trx, [
      {
        kind: 'job.sandbox_notice',
        payload: { paymentId: input.paymentId, noticeId: `${input.paymentId}-${status}-decided`, status },
      },
    ]);
  });
  options.outbox.wake();
  if (!(await readCharge(options, input.paymentId))) throw notFound('payment');
}

async function sendNotice(options: SandboxOptions, job: PaymentsJobs['job.sandbox_notice']): Promise<void> {
  const charge = await readCharge(options, job.paymentId);
  if (!charge) return;
  await options.db.query
    .updateTable('sandbox_charges')
    .set({ status: job.status })
    .where('payment_id', '=', job.paymentId)
    .where('status', '=', 'pending')
    .execute();
  const notice: SandboxNotice = {
    noticeId: job.noticeId,
    paymentId: job.paymentId,
    status: job.status,
    amountMinor: charge.amount_minor,
    currency: charge.currency,
  };
  const body = JSON.stringify(charge.failure_code ? { ...notice, failureCode: charge.failure_code } : notice);
  await options.deliver(signNotice(body, options.key), body);
}

type Refund = Parameters<Gateway['refund']>[0];

/** Idempotent by the refund's id, and never more than was taken. */
async function refund(options: SandboxOptions, input: Refund): Promise<void> {
  await options.db.transaction(async (trx) => {
    const charge = await forUpdate(
      trx,
      trx.selectFrom('sandbox_charges').selectAll().where('payment_id', '=', input.paymentId),
    ).executeTakeFirst();
    const before = await trx
      .selectFrom('sandbox_refunds')
      .select('amount_minor')
      .where('payment_id', '=', input.paymentId)
      .where('refund_id', '<>', input.refundId)
      .limit(1000)
      .execute();
    const sum = before.reduce((total, row) => total + row.amount_minor, input.amountMinor);
    if (charge?.status !== 'paid' || sum > charge.amount_minor) throw new Error('The sandbox cannot refund this.');
    await insertIgnore(trx, 'sandbox_refunds', [
      {
        refund_id: input.refundId,
        payment_id: input.paymentId,
        amount_minor: input.amountMinor,
        created_at: nowOf(trx),
      },
    ]);
  });
}
