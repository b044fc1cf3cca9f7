import type { Cart } from '../../../modules/sales/index.ts';
import type { PageHandler, PageRequest } from '../../route.ts';
import { cartPage } from './cart-page.ts';

export const holdMinutes = ({ config }: PageRequest): number => Math.max(1, Math.round(config.shop.holdSeconds / 60));

/** A visitor who never put anything in has an empty one. */
export async function cartOf({ doors, cartOwner, config }: PageRequest): Promise<Cart> {
  if (cartOwner) return doors.sales.getCart({ owner: cartOwner });
  return { currency: config.shop.currency, count: 0, sellers: [], copiesMinor: 0 };
}

export const showCart: PageHandler = async (request) => ({
  page: cartPage(request.ctx, await cartOf(request), holdMinutes(request)),
});
