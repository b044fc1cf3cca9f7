import type { Address } from '../../../modules/accounts/index.ts';
import { isId } from '../../../platform/ids.ts';
import { normaliseEmail } from '../../../platform/mail/email-address.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import type { PageRequest } from '../../route.ts';
import { countryCodes } from './countries.ts';
import { departments } from './departments.ts';
import { typed } from './form-values.ts';

export const addressFields = ['name', 'phone', 'line1', 'line2', 'city', 'region', 'postalCode'] as const;
export type AddressField = (typeof addressFields)[number];

/** A checkout as it was typed: nothing is trimmed or corrected, so that it comes back as it was. */
export interface CheckoutForm {
  readonly email: string;
  /** The id of a saved address, or `new`. */
  readonly addressId: string;
  readonly fields: Readonly<Record<AddressField, string>>;
  readonly abroad: boolean;
  readonly country: string;
  readonly saveAddress: boolean;
  /** Provider by seller. */
  readonly deliveries: Readonly<Record<string, string>>;
  /** What the page showed: copies by listing, and their price then. */
  readonly seen: readonly { listingId: string; quantity: number; priceMinor: number }[];
}

/** A page that was not sent yet. */
export function freshForm(given: { name: string; addressId: string; abroad: boolean; country: string }): CheckoutForm {
  const fields = { name: given.name, phone: '', line1: '', line2: '', city: '', region: '', postalCode: '' };
  const { addressId, abroad } = given;
  return {
    email: '',
    addressId,
    fields,
    abroad,
    country: abroad ? '' : given.country,
    saveAddress: true,
    deliveries: {},
    seen: [],
  };
}

export function readForm(body: PageRequest['body'], home: string): CheckoutForm {
  const abroad = typed(body, 'abroad') === '1';
  return {
    email: typed(body, 'email'),
    addressId: typed(body, 'address') || 'new',
    fields: Object.fromEntries(addressFields.map((name) => [name, typed(body, name)])) as CheckoutForm['fields'],
    abroad,
    country: abroad ? typed(body, 'country') : home,
    saveAddress: typed(body, 'saveAddress') === 'yes',
    deliveries: Object.fromEntries(idsAfter(body, 'delivery-').map(([id, value]) => [id, value])),
    seen: idsAfter(body, 'item-').flatMap(([listingId, value]) => seenOf(listingId, value)),
  };
}

function idsAfter(body: PageRequest['body'], prefix: string): [string, string][] {
  return Object.keys(body)
    .filter((name) => name.startsWith(prefix) && isId(name.slice(prefix.length)))
    .map((name) => [name.slice(prefix.length), typed(body, name)]);
}

/** `2 2500000`: two copies at 25.000 each. It is what the reader saw, never what they pay. */
function seenOf(listingId: string, value: string): CheckoutForm['seen'][number][] {
  const [, quantity, price] = /^(\d{1,3}) (\d{1,15})$/.exec(value) ?? [];
  return quantity === undefined ? [] : [{ listingId, quantity: Number(quantity), priceMinor: Number(price) }];
}

export const seenValue = (quantity: number, priceMinor: number): string => `${quantity} ${priceMinor}`;

export function newAddress(form: CheckoutForm): Address {
  const { name, phone, line1, line2, city, region, postalCode } = form.fields;
  const optional = {
    ...(line2.trim() && { line2: line2.trim() }),
    ...(postalCode.trim() && { postalCode: postalCode.trim() }),
  };
  return {
    name: name.trim(),
    phone: phone.trim(),
    line1: line1.trim(),
    city: city.trim(),
    region: region.trim(),
    country: form.country,
    ...optional,
  };
}

/** What is missing or can't be, all at once. `typesAddress`: the reader typed one instead of choosing a saved one. */
export function errorsOf(ctx: PageContext, form: CheckoutForm, asks: { email: boolean; address: boolean }): FormErrors {
  const { checkout, forms } = ctx.t;
  const errors: Record<string, string> = {};
  if (asks.email && normaliseEmail(form.email.trim()) === undefined) errors.email = forms.errors.email;
  if (!asks.address) return errors;
  const { fields } = form;
  for (const name of ['name', 'phone', 'line1', 'city'] as const)
    if (fields[name].trim() === '') errors[name] = checkout.fieldErrors[name];
  if (!/\d.*\d.*\d.*\d/.test(fields.phone)) errors.phone = checkout.fieldErrors.phone;
  if (hasDepartments(form) ? !departments.includes(fields.region) : fields.region.trim() === '')
    errors.region = checkout.fieldErrors.region;
  if (form.abroad && !countryCodes.includes(form.country)) errors.country = checkout.fieldErrors.country;
  return errors;
}

export const hasDepartments = (form: CheckoutForm): boolean => form.country === 'CO' && !form.abroad;
