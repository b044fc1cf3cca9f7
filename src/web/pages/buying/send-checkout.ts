import type { Address } from '../../../modules/accounts/index.ts';
import { type DomainError, isDomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { cartPage } from './cart-page.ts';
import { type CheckoutData, readCheckout } from './checkout-data.ts';
import { type CheckoutForm, errorsOf, newAddress, readForm } from './checkout-form.ts';
import { checkoutPage } from './checkout-page.ts';
import { explainRefusal } from './explain-refusal.ts';
import { keyOf } from './form-values.ts';
import { cartOf } from './show-cart.ts';
import { emailOf } from './show-checkout.ts';

const perAddress = { limit: 60, windowSeconds: 600 };

/** Places the order and goes on to its payment. Whatever is refused is said on the same page, filled in as it was. */
export const sendCheckout: PageHandler = async (request) => {
  const { ctx, body, doors, actor } = request;
  const form = readForm(body, ctx.shop.country);
  const data = await readCheckout(request, form.abroad);
  const saved = form.abroad ? undefined : data.addresses.find((address) => address.id === form.addressId);
  const errors = errorsOf(ctx, form, { email: !actor, address: !saved });
  if (Object.keys(errors).length > 0) return askAgain(request, { data, form, errors, status: 422 });
  await doors.accounts.countAttempt({ key: `checkout:${request.from}`, ...perAddress });
  const address = saved ? withoutId(saved) : newAddress(form);
  try {
    const answer = await place(request, form, address);
    if (actor && !saved && form.saveAddress) await keepAddress(request, address);
    return answer;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return refused(request, form, data, error);
  }
};

const withoutId = ({ id: _, ...address }: Address & { id: string }): Address => address;

async function place(request: PageRequest, form: CheckoutForm, address: Address): Promise<PageAnswer> {
  const { actor, ctx, doors } = request;
  const { purchase, guestToken } = await doors.sales.placeOrder({
    buyer: actor ? { accountId: actor.accountId } : { guest: { email: form.email.trim(), locale: ctx.locale } },
    owner: request.cartOwner,
    items: form.seen.map(({ listingId, quantity }) => ({ listingId, quantity })),
    expectedPriceMinor: Object.fromEntries(form.seen.map(({ listingId, priceMinor }) => [listingId, priceMinor])),
    address,
    deliveries: Object.entries(form.deliveries).map(([sellerId, providerId]) => ({ sellerId, providerId })),
    idempotencyKey: keyOf(request.body, newId()),
  });
  const redirect = paths.payment(purchase.id);
  return guestToken === undefined
    ? { redirect }
    : { redirect, cookies: { guest: { purchaseId: purchase.id, token: guestToken } } };
}

/** A full address book is no reason to lose a purchase. */
async function keepAddress({ actor, doors }: PageRequest, address: Address): Promise<void> {
  try {
    if (actor) await doors.accounts.saveAddress({ accountId: actor.accountId, address });
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}

/** The cart is read again: what is gone is left out, and prices are those of now. */
async function refused(
  request: PageRequest,
  form: CheckoutForm,
  before: CheckoutData,
  error: DomainError,
): Promise<PageAnswer> {
  const data = await readCheckout(request, form.abroad);
  const errors = explainRefusal(request.ctx, error, { before, after: data, form });
  if (!errors) throw error;
  return askAgain(request, { data, form, errors, status: error.status });
}

interface Again {
  data: CheckoutData;
  form: CheckoutForm;
  errors: FormErrors;
  status: number;
}

async function askAgain(request: PageRequest, { data, form, errors, status }: Again): Promise<PageAnswer> {
  const { ctx } = request;
  if (data.groups.length > 0)
    return { page: checkoutPage(ctx, { data, form, errors, key: newId(), email: emailOf(request) }), status };
  const words = { form: errors.form ?? ctx.t.checkout.lostAll };
  return { page: cartPage(ctx, await cartOf(request), data.holdMinutes, words), status: 409 };
}
