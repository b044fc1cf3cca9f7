import { changeOrder } from './change-order.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';

/** An administrator decides a dispute, or refunds what was completed. Errors: `order.not_found` 404, `order.state` 409. */
export function resolveOrder(context: SalesContext, input: Parameters<Sales['resolveOrder']>[0]): Promise<SellerOrder> {
  const { orderId, outcome, idempotencyKey: key } = input;
  return changeOrder(context, {
    orderId,
    viewer: 'administrator',
    command: { actor: 'administrator', command: `resolve:${orderId}`, key, body: { outcome } },
    decide: () => ({ status: outcome, set: { completes_at: null } }),
  });
}
