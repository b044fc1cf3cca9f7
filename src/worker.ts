import type { Shop } from './compose.ts';
import type { AccountsEvents } from './modules/accounts/index.ts';
import type { PaymentsEvents } from './modules/payments/index.ts';
import type { SalesEvents } from './modules/sales/index.ts';
import type { ClaimedItem, Handler, Queue } from './platform/queue/index.ts';
import { repeat, startWorker, type Worker } from './platform/queue/worker.ts';

const sweepMs = 1_000;
const mailMs = 500;
const pruneMs = 3_600_000;

/** The worker role: delivers every module's events to those who subscribed, does their jobs, and sweeps what time has changed. */
export function startWork(shop: Shop): Worker {
  const onTrouble = (error: unknown): void => {
    shop.log.warn(
      { reason: error instanceof Error ? error.message : String(error) },
      'the worker could not do its round',
    );
  };
  const { sales, payments, accounts, catalogue } = shop.modules;
  const work = <P>(queue: Queue<P>, handler: Handler): Worker => startWorker(queue, handler, onTrouble);
  const workers = [
    work(accounts.outbox, (item) => onAccountsItem(shop, item)),
    work(sales.outbox, (item) => onSalesItem(shop, item)),
    work(payments.outbox, (item) => onPaymentsItem(shop, item)),
    work(catalogue.outbox, () => Promise.resolve()),
    repeat(() => sendMails(shop), {
      idleMs: mailMs,
      onTrouble,
      onWake: (wake) => {
        shop.modules.messaging.outbox.onWake(wake);
      },
    }),
    repeat(() => sweep(shop), { idleMs: sweepMs, onTrouble }),
    repeat(() => prune(shop), { idleMs: pruneMs, onTrouble }),
  ];
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

async function sendMails({ doors, metrics }: Shop): Promise<number> {
  const sent = await doors.messaging.sendWaiting();
  metrics.count('mails_sent', sent);
  return sent;
}

async function sweep({ doors, modules }: Shop): Promise<number> {
  const done = await Promise.all([
    doors.sales.expirePurchases(),
    doors.sales.completeOrders(),
    doors.sales.resumeUnfinished(),
    modules.catalogue.expireHolds(),
  ]);
  return done.reduce((sum, count) => sum + count, 0);
}

async function prune({ modules, doors }: Shop): Promise<number> {
  await Promise.all(
    Object.values(modules).map((module: { outbox: { prune(): Promise<void> } }) => module.outbox.prune()),
  );
  await doors.sales.forgetOldCarts();
  return forgotten([await doors.accounts.forgetExpired(), await doors.messaging.forgetOld()]);
}

/** More may be left when a round found something. */
const forgotten = (counts: readonly (number | undefined)[]): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

async function onAccountsItem({ doors, modules }: Shop, item: ClaimedItem): Promise<void> {
  const job = (modules.accounts.jobs as Readonly<Record<string, Handler>>)[item.kind];
  if (job) {
    await job(item);
    return;
  }
  if (item.kind === 'account.profile_changed') {
    const { accountId, ...profile } = item.payload as AccountsEvents['account.profile_changed'];
    await doors.catalogue.updateSeller({ sellerId: accountId, ...profile });
    return;
  }
  if (item.kind === 'account.email_confirmed') {
    await doors.sales.claimGuestPurchases(item.payload as AccountsEvents['account.email_confirmed']);
    return;
  }
  await doors.messaging.receiveEvent({
    eventId: item.id,
    type: item.kind as 'account.registered',
    payload: item.payload as never,
  });
}

async function onSalesItem({ doors, modules }: Shop, item: ClaimedItem): Promise<void> {
  if (await modules.sales.work(item)) return;
  if (item.kind === 'seller.rated') await doors.catalogue.updateSeller(item.payload as SalesEvents['seller.rated']);
}

async function onPaymentsItem({ doors, modules, metrics }: Shop, item: ClaimedItem): Promise<void> {
  if (await modules.payments.work(item)) return;
  if (item.kind === 'payment.paid') metrics.count('purchases_paid');
  if (item.kind === 'payment.failed') metrics.count('purchases_failed');
  if (item.kind === 'payment.paid') await doors.sales.settlePayment(item.payload as PaymentsEvents['payment.paid']);
  if (item.kind === 'payment.refunded')
    await doors.sales.announceRefund({ eventId: item.id, ...(item.payload as PaymentsEvents['payment.refunded']) });
}
