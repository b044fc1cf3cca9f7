import { isDomainError, notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import { newCartToken } from '../../cookies.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { cartPage } from './cart-page.ts';
import { typed } from './form-values.ts';
import { cartOf, holdMinutes } from './show-cart.ts';

/** Puts copies in, changes their number or, with 0, takes them out. A visitor's first one gets a cart cookie. */
export const putInCart: PageHandler = async (request) => {
  const { body, doors } = request;
  const listingId = typed(body, 'listingId');
  if (!isId(listingId)) throw notFound('listing');
  const quantity = Number(typed(body, 'quantity') || '1');
  const token = request.cartOwner ? undefined : newCartToken();
  const owner = request.cartOwner ?? { cartToken: token ?? '' };
  try {
    await doors.sales.putInCart({ owner, listingId, quantity });
  } catch (error) {
    if (typed(body, 'from') === 'cart' && isDomainError(error) && error.status < 500)
      return askAgain(request, error.code);
    throw error;
  }
  const cookies = token === undefined ? {} : { cookies: { cart: token } };
  const redirect = nextOf(body);
  // The checkout shows by itself what is bought.
  return redirect === paths.checkout
    ? { redirect, ...cookies }
    : { redirect, done: doneOf(body, quantity), ...cookies };
};

/** Only these two: an address from a form is not followed. */
const nextOf = (body: PageRequest['body']): string =>
  typed(body, 'next') === paths.checkout ? paths.checkout : paths.cart;

function doneOf(body: PageRequest['body'], quantity: number): string {
  if (quantity === 0) return 'cart_removed';
  return typed(body, 'from') === 'cart' ? 'cart_changed' : 'cart_added';
}

async function askAgain(request: PageRequest, code: string): Promise<PageAnswer> {
  const { ctx } = request;
  const message = ctx.t.refusals[code] ?? ctx.t.errors.somethingRefused;
  return { page: cartPage(ctx, await cartOf(request), holdMinutes(request), { form: message }), status: 409 };
}
