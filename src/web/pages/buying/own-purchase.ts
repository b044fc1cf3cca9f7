import type { Buyer, Purchase } from '../../../modules/sales/index.ts';
import { isDomainError, notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import type { PageRequest } from '../../route.ts';

export interface OwnPurchase {
  readonly purchase: Purchase;
  readonly buyer: Buyer;
}

/** The purchase of the address, for the member who made it or the browser that has its link. Errors: `purchase.not_found`. */
export async function findOwnPurchase(request: PageRequest): Promise<OwnPurchase> {
  const purchaseId = request.params.id ?? '';
  if (!isId(purchaseId)) throw notFound('purchase');
  for (const buyer of buyersOf(request, purchaseId)) {
    const purchase = await findPurchase(request, buyer, purchaseId);
    if (purchase) return { purchase, buyer };
  }
  throw notFound('purchase');
}

/** A member may have bought before as a guest, in this same browser. */
function buyersOf(request: PageRequest, purchaseId: string): Buyer[] {
  const { actor } = request;
  const token = request.guestToken(purchaseId);
  return [...(actor ? [{ accountId: actor.accountId }] : []), ...(token === undefined ? [] : [{ guestToken: token }])];
}

async function findPurchase({ doors }: PageRequest, buyer: Buyer, purchaseId: string): Promise<Purchase | undefined> {
  try {
    return await doors.sales.getPurchase({ buyer, purchaseId });
  } catch (error) {
    if (isDomainError(error) && error.status === 404) return undefined;
    throw error;
  }
}

/** One of a purchase's seller orders by the address. Errors: `order.not_found`. */
export function orderOf(request: PageRequest, purchase: Purchase): Purchase['sellerOrders'][number] {
  const order = purchase.sellerOrders.find((each) => each.id === request.params.orderId);
  if (!order) throw notFound('order');
  return order;
}
