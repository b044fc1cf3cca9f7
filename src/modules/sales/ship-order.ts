import { nowOf } from '../../platform/db/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { changeOrder, nowPlus } from './change-order.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';
import { getOwnSale } from './find-buyer.ts';

const longestTracking = 100;

/** paid → shipped with a provider and tracking, or ready for pick-up. Errors: `order.not_found` 404, `order.state` 409, `delivery.unknown_provider` 422, `tracking.too_long` 422. */
export async function shipOrder(context: SalesContext, input: Parameters<Sales['shipOrder']>[0]): Promise<SellerOrder> {
  await getOwnSale(context, input.sellerId, input.orderId);
  const { orderId, sellerId, idempotencyKey: key, providerId } = input;
  const given = input.tracking?.trim() ?? '';
  const tracking = given === '' ? null : given;
  if (tracking !== null && tracking.length > longestTracking)
    throw new DomainError('tracking.too_long', 422, 'A tracking number has at most 100 characters.', {
      field: 'tracking',
    });
  const carrier = providerId === undefined ? {} : await carrierOf(context, providerId);
  const shipped = {
    ...carrier,
    tracking,
    shipped_at: nowOf(context.db.query) as never,
    completes_at: nowPlus(context, context.shop.autoCompleteSeconds),
  };
  return changeOrder(context, {
    orderId,
    viewer: 'seller',
    command: { actor: sellerId, command: `ship:${orderId}`, key, body: { providerId, tracking } },
    decide: (order) =>
      order.coverage === 'pickup'
        ? { status: 'ready_for_pickup', mail: 'order.ready_for_pickup' }
        : { status: 'shipped', set: shipped, mail: 'order.shipped' },
  });
}

/** The seller may send with another provider than the buyer paid for, at the same price. */
async function carrierOf(context: SalesContext, providerId: string) {
  const provider = (await context.delivery.listProviders({})).find(
    (candidate) => candidate.id === providerId && candidate.coverage !== 'pickup',
  );
  if (!provider)
    throw new DomainError('delivery.unknown_provider', 422, 'There is no such delivery provider.', {
      field: 'providerId',
    });
  return { provider_id: provider.id, provider_name: provider.name };
}
