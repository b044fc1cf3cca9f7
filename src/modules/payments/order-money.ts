import type { PaymentsContext } from './context.ts';
import type { Payments } from './door.ts';
import { payoutOf } from './ledger.ts';
import { readShares, toShare } from './store.ts';

/** price − commission = payout, of each order that was paid. */
export async function orderMoney(
  context: PaymentsContext,
  input: { orderIds: string[] },
): ReturnType<Payments['orderMoney']> {
  const rows = await readShares(context.db, input.orderIds);
  return rows.map((row) => {
    const share = toShare(row);
    return {
      orderId: share.orderId,
      copiesMinor: share.copiesMinor,
      deliveryMinor: share.deliveryMinor,
      commissionMinor: share.commissionMinor,
      payoutMinor: payoutOf(share),
      state: row.state,
    };
  });
}
