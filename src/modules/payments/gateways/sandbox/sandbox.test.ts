import { forEachDatabase } from '../../../../../tests/support/databases.ts';
import { type FaultyLine, faultyLine } from '../../../../../tests/support/faulty-line.ts';
import { newId } from '../../../../platform/ids.ts';
import { Queue } from '../../../../platform/queue/index.ts';
import { type Ending, type GatewayTrial, gatewayConformance } from '../../conformance/gateway-conformance.ts';
import type { PaymentsJobs } from '../../context.ts';
import { openPayments, type PaymentsWorld } from '../../payments.fixture.ts';
import type { Charge, RawNotice } from '../gateway.ts';
import { createSandbox, type SandboxGateway } from './index.ts';
import { signNotice } from './notice.ts';

const key = 'a key of the tests';
const cards: Readonly<Record<Ending, string>> = {
  paid: '4242424242424242',
  failed: '4000000000000002',
  pending: '4000000000000101',
};

const newCharge = (by: 'card' | 'paypal', ends: Ending): Charge => ({
  paymentId: newId(),
  repeated: false,
  amountMinor: 4_000_000,
  currency: 'COP',
  method: by,
  ...(by === 'card' ? { card: { number: cards[ends] } } : {}),
  description: 'BookStore',
  returnUrl: 'http://shop.test/',
  holdExpiresAt: Date.now() + 60_000,
});

async function openTrial(url: string, by: 'card' | 'paypal'): Promise<GatewayTrial> {
  const world = await openPayments(url);
  const outbox = new Queue<PaymentsJobs>(world.db, 'payments_outbox');
  const sent: RawNotice[] = [];
  const sandbox = createSandbox({
    db: world.db,
    outbox,
    key,
    pageUrl: (id) => `http://shop.test/sandbox/${id}`,
    deliver: async (headers, body) => void sent.push({ headers, query: {}, body }),
  });
  return trialOf(world, outbox, sandbox, sent, by);
}

function trialOf(
  world: PaymentsWorld,
  outbox: Queue<PaymentsJobs>,
  sandbox: SandboxGateway,
  sent: readonly RawNotice[],
  by: 'card' | 'paypal',
): GatewayTrial {
  const faults: FaultyLine = faultyLine();
  const deliver = async (): Promise<void> => {
    const send = (item: { payload: unknown }) => sandbox.sendNotice(item.payload as PaymentsJobs['job.sandbox_notice']);
    while ((await outbox.work(send)) > 0);
  };
  return {
    gateway: faults.line(sandbox),
    newCharge: (ends) => newCharge(by, ends),
    act: async ({ paymentId }, _, ends, took) => {
      if (took)
        await world.db.query
          .updateTable('sandbox_charges')
          .set({ amount_minor: took.amountMinor, currency: took.currency })
          .where('payment_id', '=', paymentId)
          .execute();
      if (ends !== 'pending') await sandbox.decide({ paymentId, decision: ends === 'paid' ? 'approve' : 'decline' });
      await deliver();
    },
    notices: async ({ paymentId }) => {
      await deliver();
      return sent.filter(({ body }) => body.includes(paymentId));
    },
    noticeSignedAt: async ({ paymentId, amountMinor, currency }, at) =>
      signedNotice({ paymentId, amountMinor, currency }, at),
    strangeNotice: async () => signedNotice({ paymentId: newId(), amountMinor: 5, currency: 'COP' }, Date.now()),
    cut: (when) => faults.cut(when),
    books: (charge) => booksOf(world, charge),
    close: () => world.close(),
  };
}

function signedNotice(about: { paymentId: string; amountMinor: number; currency: string }, at: number): RawNotice {
  const body = JSON.stringify({ noticeId: newId(), status: 'paid', ...about });
  return { headers: signNotice(body, key, at), query: {}, body };
}

async function booksOf(world: PaymentsWorld, { paymentId }: Charge) {
  const { query } = world.db;
  const charges = await query.selectFrom('sandbox_charges').selectAll().where('payment_id', '=', paymentId).execute();
  const refunds = await query.selectFrom('sandbox_refunds').selectAll().where('payment_id', '=', paymentId).execute();
  const sum = (rows: readonly { amount_minor: number }[]) => rows.reduce((total, row) => total + row.amount_minor, 0);
  return { tookMinor: sum(charges.filter(({ status }) => status === 'paid')), returnedMinor: sum(refunds) };
}

forEachDatabase('the sandbox', (open) => {
  for (const by of ['card', 'paypal'] as const)
    gatewayConformance(`sandbox, by ${by}`, 'shop', async () => openTrial(await open(), by));
});
