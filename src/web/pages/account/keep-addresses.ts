import type { SavedAddress } from '../../../modules/accounts/index.ts';
import { isDomainError, notFound } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { type CheckoutForm, errorsOf, freshForm, newAddress, readForm } from '../buying/checkout-form.ts';
import { addressesPage, addressRemovalPage } from './addresses-page.ts';
import { askAgain } from './explain-refusal.ts';
import { memberOf } from './member.ts';

export const showAddresses: PageHandler = async (request) => {
  const { name } = memberOf(request);
  const abroad = request.query.abroad === '1';
  const form = freshForm({ name, addressId: 'new', abroad, country: request.ctx.shop.country });
  return { page: addressesPage(request.ctx, await addressesOf(request), form) };
};

export const addAddress: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const { accountId } = memberOf(request);
  const form = readForm(body, ctx.shop.country);
  const errors = errorsOf(ctx, form, { email: false, address: true });
  if (Object.keys(errors).length > 0) return again(request, form, errors);
  try {
    await doors.accounts.saveAddress({ accountId, address: newAddress(form) });
    return { redirect: paths.addresses, done: 'address_saved' };
  } catch (error) {
    const field = isDomainError(error) && error.code === 'address.invalid' ? String(error.details.field) : undefined;
    if (field !== undefined) return again(request, form, { [field]: ctx.t.forms.errors.invalid });
    const addresses = await addressesOf(request);
    return askAgain(ctx, error, (refusals) => addressesPage(ctx, addresses, form, refusals));
  }
};

async function again(request: PageRequest, form: CheckoutForm, errors: FormErrors): Promise<PageAnswer> {
  return { page: addressesPage(request.ctx, await addressesOf(request), form, errors), status: 422 };
}

export const showAddressRemoval: PageHandler = async (request) => {
  const address = (await addressesOf(request)).find(({ id }) => id === request.params.id);
  if (!address) throw notFound('address');
  return { page: addressRemovalPage(request.ctx, address) };
};

export const removeAddress: PageHandler = async (request) => {
  const { accountId } = memberOf(request);
  await request.doors.accounts.removeAddress({ accountId, addressId: request.params.id ?? '' });
  return { redirect: paths.addresses, done: 'address_removed' };
};

function addressesOf(request: PageRequest): Promise<SavedAddress[]> {
  return request.doors.accounts.listAddresses({ accountId: memberOf(request).accountId });
}
