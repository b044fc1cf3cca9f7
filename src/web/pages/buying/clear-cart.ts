import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { isGone } from './cart-line.ts';
import { cartOf } from './show-cart.ts';

/** Takes out of the cart whatever can't be bought any more. */
export const clearCart: PageHandler = async (request) => {
  const { cartOwner: owner, doors } = request;
  if (!owner) return { redirect: paths.cart };
  const cart = await cartOf(request);
  const gone = cart.sellers.flatMap((group) => group.lines).filter(isGone);
  await Promise.all(gone.map(({ listing }) => doors.sales.putInCart({ owner, listingId: listing.id, quantity: 0 })));
  return { redirect: paths.cart, done: 'cart_changed' };
};
