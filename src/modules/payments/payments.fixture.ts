import { readConfig } from '../../platform/config/index.ts';
import { type Database, migrate, openDatabase } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { createLogger } from '../../platform/log.ts';
import { doorUnderTest } from '../../platform/remote/door.fixture.ts';
import {
  createPayments,
  type Gateway,
  type OrderShare,
  type Payment,
  type PaymentsModule,
  type PaymentsTables,
  paymentsMigrations,
  paymentsVerbs,
} from './index.ts';

type StartPayment = Parameters<PaymentsModule['door']['startPayment']>[0];

/** The payments module alone, with its events at hand. */
export interface PaymentsWorld extends PaymentsModule {
  db: Database<PaymentsTables>;
  /** Does the module's own jobs that are due, and takes what was said to others since. */
  events(): Promise<{ kind: string; payload: Record<string, unknown> }[]>;
  /** A payment of 40.000 by a card that pays, unless said otherwise. */
  start(given?: Partial<StartPayment>): Promise<Payment>;
  /** Notices that the sandbox sent since the last call; nobody takes them in by itself. */
  notices(): { headers: Record<string, string>; body: string }[];
  close(): Promise<void>;
}

export async function openPayments(url: string, gateways: readonly Gateway[] = []): Promise<PaymentsWorld> {
  const { database } = readConfig({ DATABASE_URL: url, SECRET_KEY: 'a secret of the tests, 32 characters long' });
  const db = openDatabase<PaymentsTables>(database);
  await migrate(db, 'payments', paymentsMigrations);
  const sent: { headers: Record<string, string>; body: string }[] = [];
  const module = createPayments({
    db,
    secretKey: 'a secret of the tests, 32 characters long',
    commissionPercent: 5,
    currency: 'COP',
    log: createLogger('silent'),
    gateways,
    sandbox: {
      pageUrl: (id) => `http://shop.test/sandbox/${id}`,
      deliver: async (headers, body) => void sent.push({ headers, body }),
    },
  });
  const { door, close } = await doorUnderTest('payments', module.door, paymentsVerbs);
  return {
    ...module,
    door,
    db,
    events: () => takeEvents(module),
    start: (given = {}) => door.startPayment({ ...payment(), ...given }),
    notices: () => sent.splice(0),
    close: async () => {
      await close();
      await db.close();
    },
  };
}

const payment = (): StartPayment => ({
  purchaseId: newId(),
  amountMinor: 4_000_000,
  currency: 'COP',
  method: 'card',
  card: { number: '4242424242424242' },
  description: 'BookStore',
  returnUrl: 'http://shop.test/',
  holdExpiresAt: Date.now() + 60_000,
  idempotencyKey: newId(),
});

async function takeEvents({ outbox, work }: PaymentsModule) {
  const taken: { kind: string; payload: Record<string, unknown> }[] = [];
  const handle = async (item: Parameters<PaymentsModule['work']>[0]): Promise<void> => {
    if (!(await work(item))) taken.push({ kind: item.kind, payload: item.payload as Record<string, unknown> });
  };
  while ((await outbox.work(handle)) > 0);
  return taken;
}

/** One seller's order of copies and delivery. */
export const share = (sellerId: string, copiesMinor: number, deliveryMinor = 0): OrderShare => ({
  orderId: newId(),
  sellerId,
  copiesMinor,
  deliveryMinor,
});

/** What an assertion on a refusal compares. */
export const refusal = (code: string, status: number) => ({ name: 'DomainError', code, status });
