import type { Shop } from './compose.ts';
import type { AccountsEvents } from './modules/accounts/index.ts';
import type { MessagingModule } from './modules/messaging/index.ts';
import type { PaymentsEvents } from './modules/payments/index.ts';
import type { SalesEvents } from './modules/sales/index.ts';
import type { ClaimedItem, Handler, Queue } from './platform/queue/index.ts';
import { repeat, startWorker, type Worker } from './platform/queue/worker.ts';
import { continuedCall, isKept, runInCall } from './platform/remote/index.ts';

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
  const { sales, payments, accounts, catalogue, messaging } = shop.modules;
  const work = <P>(queue: Queue<P> | undefined, handler: Handler): Worker[] =>
    queue ? [startWorker(queue, traced(shop, handler), onTrouble)] : [];
  const workers = [
    ...work(accounts?.outbox, (item) => onAccountsItem(shop, item)),
    ...work(sales?.outbox, (item) => onSalesItem(shop, item)),
    ...work(payments?.outbox, (item) => onPaymentsItem(shop, item)),
    ...work(catalogue?.outbox, () => Promise.resolve()),
    ...(messaging ? [mailer(shop, messaging, onTrouble)] : []),
    ...(sales || catalogue ? [repeat(() => sweep(shop), { idleMs: sweepMs, onTrouble })] : []),
    repeat(() => prune(shop), { idleMs: pruneMs, onTrouble }),
  ];
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

/** Each item is the beginning of a trace, where it may lead to other services or a collector takes traces. */
function traced({ lines, spans }: Shop, handler: Handler): Handler {
  if (lines.length === 0 && !spans) return handler;
  return async (item) => {
    const context = continuedCall({});
    const startedAt = Date.now();
    let failed = true;
    try {
      await runInCall(context, () => handler(item));
      failed = false;
    } finally {
      const span = { kind: 'consumer', name: item.kind, startedAt, endedAt: Date.now() } as const;
      if (isKept(context)) spans?.keep({ ...context, ...span, attributes: {}, failed });
    }
  };
}

function mailer(shop: Shop, messaging: MessagingModule, onTrouble: (error: unknown) => void): Worker {
  const onWake = (wake: () => void): void => {
    messaging.outbox.onWake(wake);
  };
  return repeat(() => sendMails(shop, messaging), { idleMs: mailMs, onTrouble, onWake });
}

async function sendMails({ metrics }: Shop, { door }: MessagingModule): Promise<number> {
  const sent = await door.sendWaiting();
  metrics.count('mails_sent', sent);
  return sent;
}

/** What time changes in the modules of this process. */
async function sweep({ modules: { sales, catalogue } }: Shop): Promise<number> {
  const done = await Promise.all([
    sales?.door.expirePurchases(),
    sales?.door.completeOrders(),
    sales?.door.resumeUnfinished(),
    catalogue?.expireHolds(),
  ]);
  return found(done);
}

async function prune({ modules }: Shop): Promise<number> {
  const { accounts, sales, messaging } = modules;
  const outboxes = [accounts, modules.catalogue, sales, modules.payments, messaging].flatMap((module) =>
    module ? [module.outbox as { prune(): Promise<void> }] : [],
  );
  await Promise.all(outboxes.map((outbox) => outbox.prune()));
  await sales?.door.forgetOldCarts();
  return found([await accounts?.door.forgetExpired(), await messaging?.door.forgetOld()]);
}

/** More may be left when a round found something. */
const found = (counts: readonly (number | undefined)[]): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

async function onAccountsItem({ doors, modules }: Shop, item: ClaimedItem): Promise<void> {
  const job = (modules.accounts?.jobs as Readonly<Record<string, Handler>> | undefined)?.[item.kind];
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
  if (await modules.sales?.work(item)) return;
  if (item.kind === 'seller.rated') await doors.catalogue.updateSeller(item.payload as SalesEvents['seller.rated']);
}

async function onPaymentsItem({ doors, modules, metrics }: Shop, item: ClaimedItem): Promise<void> {
  if (await modules.payments?.work(item)) return;
  if (item.kind === 'payment.paid') metrics.count('purchases_paid');
  if (item.kind === 'payment.failed') metrics.count('purchases_failed');
  if (item.kind === 'payment.paid') await doors.sales.settlePayment(item.payload as PaymentsEvents['payment.paid']);
  if (item.kind === 'payment.refunded')
    await doors.sales.announceRefund({ eventId: item.id, ...(item.payload as PaymentsEvents['payment.refunded']) });
}
