import { DomainError } from '../../platform/errors.ts';
import { changeOrder } from './change-order.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';
import { actorOf, getOwnOrder } from './find-buyer.ts';

const longestReason = 2_000;

/** shipped or delivered → disputed, with the buyer's reason, for an administrator to decide. Errors: `order.state` 409, `dispute.reason` 422. */
export async function disputeOrder(
  context: SalesContext,
  input: Parameters<Sales['disputeOrder']>[0],
): Promise<SellerOrder> {
  await getOwnOrder(context, input.buyer, input.orderId);
  const reason = input.reason.trim();
  if (reason === '' || reason.length > longestReason)
    throw new DomainError('dispute.reason', 422, 'Say in at most 2,000 characters what is wrong.', { field: 'reason' });
  return changeOrder(context, {
    orderId: input.orderId,
    viewer: 'buyer',
    command: {
      actor: actorOf(input.buyer),
      command: `dispute:${input.orderId}`,
      key: input.idempotencyKey,
      body: { reason },
    },
    decide: () => ({ status: 'disputed', set: { dispute: reason, completes_at: null } }),
  });
}
