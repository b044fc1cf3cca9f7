import type { DomainError } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import type { CheckoutData } from './checkout-data.ts';
import type { CheckoutForm } from './checkout-form.ts';

/** The cart as the page knew it and as it is now, and what was sent. */
export interface Carts {
  readonly before: CheckoutData;
  readonly after: CheckoutData;
  readonly form: CheckoutForm;
}

/** What a refused checkout says, at the field or for the whole; undefined for a refusal that no form can mend. */
export function explainRefusal(ctx: PageContext, error: DomainError, carts: Carts): FormErrors | undefined {
  const { checkout, forms } = ctx.t;
  switch (error.code) {
    case 'listing.unavailable':
      return { form: lost(ctx, error, carts) };
    case 'listing.price_changed':
      return { form: priceChanged(ctx, error, carts) };
    case 'listing.own':
      return { form: checkout.ownBook };
    case 'delivery.not_covered':
      return { form: checkout.notCovered };
    case 'delivery.unknown_provider':
    case 'idempotency.mismatch':
    case 'cart.empty':
      return { form: checkout.formExpired };
    case 'email.invalid':
      return { email: forms.errors.email };
    case 'address.invalid':
      return wrongAddress(ctx, error);
    default:
      return undefined;
  }
}

/** Copies that are gone, or fewer than were wanted. */
function lost(ctx: PageContext, { details }: DomainError, { before, after }: Carts): string {
  const { checkout } = ctx.t;
  const ids = listOf(details.listings);
  const left = new Map(
    after.groups.flatMap(({ lines }) => lines.map(({ line, quantity }) => [line.listing.id, quantity])),
  );
  const gone = titlesOf(
    ctx,
    before,
    ids.filter((id) => !left.has(id)),
  );
  if (left.size === 0 || ids.length === 0) return checkout.lostAll;
  const fewer = ids.flatMap((id) => titlesOf(ctx, before, [id]).map((title) => ({ title, quantity: left.get(id) })));
  return [
    ...(gone.length > 0 ? [checkout.lost(gone.join(', '))] : []),
    ...fewer.flatMap(({ title, quantity }) => (quantity === undefined ? [] : [checkout.onlyLeft(title, quantity)])),
    checkout.lookAtTotal,
  ].join(' ');
}

function priceChanged(ctx: PageContext, { details }: DomainError, { before, form }: Carts): string {
  const { checkout } = ctx.t;
  const prices = (details.prices ?? {}) as Readonly<Record<string, number>>;
  const seen = new Map(form.seen.map(({ listingId, priceMinor }) => [listingId, priceMinor]));
  const changes = listOf(details.listings).map((id) => {
    const [title = ''] = titlesOf(ctx, before, [id]);
    return checkout.priceChanged(title, formatMoney(ctx, seen.get(id) ?? 0), formatMoney(ctx, prices[id] ?? 0));
  });
  return [...changes, checkout.lookAtTotal].join(' ');
}

function wrongAddress(ctx: PageContext, { details }: DomainError): FormErrors {
  const { fieldErrors } = ctx.t.checkout;
  const fields = listOf(details.fields).filter((field): field is keyof typeof fieldErrors => field in fieldErrors);
  return Object.fromEntries(fields.map((field) => [field, fieldErrors[field]]));
}

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

function titlesOf(ctx: PageContext, data: CheckoutData, ids: readonly string[]): string[] {
  const lines = [...data.groups.flatMap((group) => group.lines.map(({ line }) => line)), ...data.leftOut];
  const wanted = lines.filter((line) => ids.includes(line.listing.id));
  return wanted.map((line) => ctx.t.checkout.quoted(line.listing.title));
}
