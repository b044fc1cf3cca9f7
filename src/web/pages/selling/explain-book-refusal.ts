import { type DomainError, isDomainError } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';

const limits: Readonly<Record<string, number>> = {
  title: 500,
  authors: 200,
  publisher: 200,
  subjects: 80,
  notes: 4000,
};

/** What the catalogue refused of a book, at its field; undefined for what no form can mend. */
export function explainBookRefusal(ctx: PageContext, error: unknown): FormErrors | undefined {
  if (!isDomainError(error)) return undefined;
  const { errors } = ctx.t.publishing;
  switch (error.code) {
    case 'listing.invalid':
      return { [fieldOf(error)]: invalidText(ctx, error) };
    case 'isbn.invalid':
      return { isbn: ctx.t.forms.errors.isbn };
    case 'listing.held':
      return { quantity: errors.held(Number(error.details.held)) };
    case 'listing.state':
      return { form: errors.state };
    case 'idempotency.mismatch':
      return { form: errors.sentAlready };
    default:
      return undefined;
  }
}

const fieldOf = ({ details }: DomainError): string => String(details.field);

function invalidText(ctx: PageContext, error: DomainError): string {
  const most = limits[fieldOf(error)];
  return error.message.includes('characters at most') && most !== undefined
    ? ctx.t.forms.errors.tooLong(most)
    : ctx.t.forms.errors.invalid;
}

export const statusOf = (error: unknown): number => (isDomainError(error) ? error.status : 422);
