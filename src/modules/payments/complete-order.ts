import type { PaymentsContext } from './context.ts';
import { completedMovement } from './ledger.ts';
import { lockShare, setShareState, toShare } from './store.ts';
import { writeMovement } from './store-ledger.ts';

/** Completed: what escrow held for the order becomes the seller's, less the commission. Idempotent by order. */
export async function completeOrder(context: PaymentsContext, input: { orderId: string }): Promise<void> {
  await context.db.transaction(async (trx) => {
    const share = await lockShare(trx, input.orderId);
    if (share?.state !== 'escrow') return;
    await writeMovement(trx, completedMovement(toShare(share), share.currency));
    await setShareState(trx, share.order_id, 'payable');
  });
}
