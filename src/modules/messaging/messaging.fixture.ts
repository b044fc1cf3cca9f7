import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../platform/config/index.ts';
import { type Database, migrate, openDatabase } from '../../platform/db/index.ts';
import { doorUnderTest } from '../../platform/remote/door.fixture.ts';
import type { MailEvents } from './door.ts';
import { createMessaging, type MessagingModule, type MessagingTables, messagingVerbs, migrations } from './index.ts';

export interface LogLine {
  level: string;
  fields: Record<string, unknown>;
  message: string;
}

export interface MessagingWorld extends MessagingModule {
  db: Database<MessagingTables>;
  folder: string;
  logged: LogLine[];
  /** Makes what failed due again at once. */
  hurry(): Promise<void>;
  end(): Promise<void>;
}

export async function openMessaging(url: string, smtpUrl?: string): Promise<MessagingWorld> {
  const config = readConfig({ DATABASE_URL: url, SECRET_KEY: 'a secret of the tests, 32 characters long' });
  const db = openDatabase<MessagingTables>(config.database);
  await migrate(db, 'messaging', migrations);
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-mail-'));
  const logged: LogLine[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    logged.push({ level, fields: { ...fields }, message });
  const module = createMessaging({
    db,
    smtpUrl,
    mailFrom: 'BookStore <no-reply@bookstore.example>',
    mailFolder: join(folder, 'mail'),
    publicUrl: 'https://bookstore.example',
    shop: config.shop,
    log: { info: note('info'), warn: note('warn'), error: note('error') } as never,
  });
  const { door, close } = await doorUnderTest('messaging', module.door, messagingVerbs);
  return {
    ...module,
    door,
    db,
    folder,
    logged,
    hurry: async () => {
      await (db.query as never as HasOutbox)
        .updateTable('messaging_outbox')
        .set({ run_at: 0, lease_until: 0 })
        .where('done', '=', 0)
        .execute();
    },
    end: async () => {
      await close();
      module.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type HasOutbox = Database<{ messaging_outbox: { run_at: number; lease_until: number; done: number } }>['query'];

export const lucia = { email: 'lucia@example.com', name: 'Lucía', locale: 'es' } as const;

/** Mateo's purchase of "soledad" and another book, as its mails tell it. */
export const purchase: MailEvents['purchase.placed'] = {
  purchaseId: '01JAAAAAAAAAAAAAAAAAAAAAAA',
  orderId: '01JBBBBBBBBBBBBBBBBBBBBBBB',
  to: { email: 'mateo@example.com', name: 'Mateo', locale: 'es' },
  guestToken: null,
  lines: [
    { title: 'Cien años de soledad', quantity: 1, priceMinor: 2_500_000 },
    { title: 'Rayuela', quantity: 2, priceMinor: 1_000_050 },
  ],
  totalMinor: 6_000_100,
  currency: 'COP',
  sellerName: 'Lucía',
  tracking: null,
  deliveryName: null,
  handoverCode: null,
};

/** One event of each kind that writes a mail. */
export const everyEvent: { [K in Exclude<keyof MailEvents, 'order.paid'>]: MailEvents[K] } = {
  'account.registered': { ...lucia, accountId: 'a', confirmToken: 'confirm-token' },
  'account.confirmation_requested': { ...lucia, accountId: 'a', confirmToken: 'confirm-token' },
  'account.registration_repeated': lucia,
  'account.reset_requested': { ...lucia, accountId: 'a', resetToken: 'reset-token' },
  'account.password_changed': { ...lucia, accountId: 'a' },
  'account.email_change_requested': { ...lucia, accountId: 'a', changeToken: 'change-token' },
  'account.email_changed': { ...lucia, accountId: 'a' },
  'purchase.placed': purchase,
  'purchase.paid': purchase,
  'sale.made': { ...purchase, sellerId: 's', deliveryName: 'Servientrega' },
  'sale.cancelled': { ...purchase, sellerId: 's', refund: true },
  'order.shipped': { ...purchase, tracking: 'SV-123', deliveryName: 'Servientrega' },
  'order.ready_for_pickup': { ...purchase, handoverCode: '481 516' },
  'order.cancelled': { ...purchase, sellerId: 's', refund: true },
  'order.refunded': purchase,
  'purchase.refund_due': { ...purchase, amountMinor: 2_500_000 },
};
