import type { PaymentsContext } from './context.ts';
import { completedMovement } from './ledger.ts';
import { lockShare, setShareState, toShare } from './store.ts';
import { writeMovement } from './store-ledger.ts';

/** Completed: what escrow held for the order becomes the seller's, less the commission. Idempotent by order. It fails while the order's payment is not shared out, so that whoever asks asks again. */
export async function completeOrder(context: PaymentsContext, input: { orderId: string }): Promise<void> {
  await context.db.transaction(async (trx) => {
    const share = await lockShare(trx, input.orderId);
    if (!share) throw new Error(`Order ${input.orderId} has no share of a payment yet.`);
    if (share.state !== 'escrow') return;
    await writeMovement(trx, completedMovement(toShare(share), share.currency));
    await setShareState(trx, share.order_id, 'payable');
  });
}
