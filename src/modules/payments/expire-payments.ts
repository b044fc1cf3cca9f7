import type { PaymentsContext } from './context.ts';
import { mayBecome } from './payment.ts';
import { lockPayment, readPaymentsOf, updatePayment } from './store.ts';

/** Gives up on payments that were not decided before their purchase's hold ended; one that is paid later still counts. */
export async function expirePayments(context: PaymentsContext, input: { purchaseIds: string[] }): Promise<void> {
  const rows = await readPaymentsOf(context.db, input.purchaseIds);
  for (const { id } of rows.filter((row) => mayBecome(row.status, 'expired'))) {
    await context.db.transaction(async (trx) => {
      const payment = await lockPayment(trx, id);
      if (payment && mayBecome(payment.status, 'expired')) await updatePayment(trx, id, { status: 'expired' });
    });
  }
}
