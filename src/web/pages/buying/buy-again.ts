import { isDomainError } from '../../../platform/errors.ts';
import { newCartToken } from '../../cookies.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { findOwnPurchase } from './own-purchase.ts';

/** Puts a purchase's books into the cart again, those that are still for sale. */
export const buyAgain: PageHandler = async (request): Promise<PageAnswer> => {
  const { doors, cartOwner } = request;
  const { purchase } = await findOwnPurchase(request);
  const token = cartOwner ? undefined : newCartToken();
  const owner = cartOwner ?? { cartToken: token ?? '' };
  const put = async (listingId: string, quantity: number): Promise<void> => {
    try {
      await doors.sales.putInCart({ owner, listingId, quantity });
    } catch (error) {
      if (!isDomainError(error)) throw error;
    }
  };
  for (const { listingId, quantity } of purchase.sellerOrders.flatMap((order) => order.items))
    await put(listingId, quantity);
  return { redirect: paths.cart, done: 'cart_again', ...(token === undefined ? {} : { cookies: { cart: token } }) };
};
