import type { DomainError } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import type { CheckoutData } from './checkout-data.ts';
import type { CheckoutForm } from './checkout-form.ts';

/** What a refused checkout says, at the field or for the whole; undefined for a refusal that no form can mend. */
export function explainRefusal(
  ctx: PageContext,
  error: DomainError,
  before: CheckoutData,
  form: CheckoutForm,
): FormErrors | undefined {
  const { checkout, forms } = ctx.t;
  switch (error.code) {
    case 'listing.unavailable':
      return { form: lost(ctx, error, before) };
    case 'listing.price_changed':
      return { form: priceChanged(ctx, error, before, form) };
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

function lost(ctx: PageContext, { details }: DomainError, before: CheckoutData): string {
  const ids = listOf(details.listings);
  const titles = titlesOf(before, ids);
  return titles.length === 0 ? ctx.t.checkout.lostAll : ctx.t.checkout.lost(titles.join(', '));
}

function priceChanged(ctx: PageContext, { details }: DomainError, before: CheckoutData, form: CheckoutForm): string {
  const prices = (details.prices ?? {}) as Readonly<Record<string, number>>;
  const seen = new Map(form.seen.map(({ listingId, priceMinor }) => [listingId, priceMinor]));
  return listOf(details.listings)
    .map((id) => {
      const [title = ''] = titlesOf(before, [id]);
      return ctx.t.checkout.priceChanged(title, formatMoney(ctx, seen.get(id) ?? 0), formatMoney(ctx, prices[id] ?? 0));
    })
    .join(' ');
}

function wrongAddress(ctx: PageContext, { details }: DomainError): FormErrors {
  const { fieldErrors } = ctx.t.checkout;
  const fields = listOf(details.fields).filter((field): field is keyof typeof fieldErrors => field in fieldErrors);
  return Object.fromEntries(fields.map((field) => [field, fieldErrors[field]]));
}

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

function titlesOf(data: CheckoutData, ids: readonly string[]): string[] {
  const lines = [...data.groups.flatMap((group) => group.lines.map(({ line }) => line)), ...data.leftOut];
  return lines.filter((line) => ids.includes(line.listing.id)).map((line) => `«${line.listing.title}»`);
}
