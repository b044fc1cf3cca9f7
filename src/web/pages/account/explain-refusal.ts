import { type DomainError, isDomainError } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { Page, PageContext } from '../../layout.ts';
import type { PageAnswer } from '../../route.ts';

type Weakness = keyof PageContext['t']['account']['errors']['weak'];

/** The page again with what was refused beside its field; a refusal that this form can't mend goes on to the error page. */
export function askAgain(ctx: PageContext, error: unknown, page: (errors: FormErrors) => Page): PageAnswer {
  const errors = isDomainError(error) ? explainRefusal(ctx, error) : undefined;
  if (!errors || !isDomainError(error)) throw error;
  const { retryAfterSeconds } = error.details;
  return {
    page: page(errors),
    status: error.status,
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
  };
}

/** A refusal of the accounts as messages by field; undefined for one that no form of theirs can mend. */
function explainRefusal(ctx: PageContext, error: DomainError): FormErrors | undefined {
  const { errors } = ctx.t.account;
  const [field, message] = plainRefusals(ctx)[error.code] ?? [];
  if (field !== undefined && message !== undefined) return { [field]: message };
  if (error.code === 'password.weak') return { password: errors.weak[error.details.reason as Weakness] };
  if (error.code === 'attempts.too_many') return { form: errors.tooMany(minutesOf(error)) };
  return undefined;
}

function plainRefusals(ctx: PageContext): Readonly<Record<string, [field: string, message: string]>> {
  const { errors } = ctx.t.account;
  return {
    'email.invalid': ['email', ctx.t.forms.errors.email],
    'email.unchanged': ['email', errors.emailSame],
    'name.invalid': ['name', errors.name],
    'city.invalid': ['city', errors.city],
    'credentials.wrong': ['form', errors.credentials],
    'account.suspended': ['form', errors.suspended],
    'password.wrong': ['current', errors.passwordWrong],
    'second_factor.wrong': ['code', errors.code],
    'address.too_many': ['form', errors.tooManyAddresses],
  };
}

const minutesOf = ({ details }: DomainError): number => Math.ceil(Number(details.retryAfterSeconds ?? 60) / 60);
