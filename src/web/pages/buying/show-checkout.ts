import { newId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { readCheckout } from './checkout-data.ts';
import { freshForm } from './checkout-form.ts';
import { checkoutPage } from './checkout-page.ts';

/** An empty cart leads back to itself. */
export const showCheckout: PageHandler = async (request): Promise<PageAnswer> => {
  const { actor, ctx } = request;
  const abroad = request.query.abroad === '1';
  const data = await readCheckout(request, abroad);
  if (data.groups.length === 0) return { redirect: paths.cart };
  const form = freshForm({
    name: actor?.name ?? '',
    addressId: data.addresses[0]?.id ?? 'new',
    abroad,
    country: ctx.shop.country,
  });
  return { page: checkoutPage(ctx, { data, form, errors: {}, key: newId(), email: emailOf(request) }) };
};

export const emailOf = ({ actor }: PageRequest): string | null => actor?.email ?? null;
