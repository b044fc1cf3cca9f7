import { normaliseEmail } from '../../../platform/mail/email-address.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { askAgain } from './explain-refusal.ts';
import { nextPath, withNext } from './next-path.ts';
import { type Registration, registerPage } from './register-page.ts';

/** Opens an account and leads to signing in. It signs nobody in by itself: the answer must be the same for an address that is taken. */
export const sendRegister: PageHandler = async ({ ctx, body, doors, from }) => {
  const given = { name: typed(body, 'name'), email: typed(body, 'email'), city: typed(body, 'city') };
  const password = typed(body, 'password');
  const next = nextPath(body.next);
  const missing = missingOf(ctx, given, password);
  if (Object.keys(missing).length > 0) return { page: registerPage(ctx, given, next, missing), status: 422 };
  try {
    await doors.accounts.register({ ...given, password, locale: ctx.locale, from });
    return { redirect: withNext(paths.signIn, next), done: 'registered' };
  } catch (error) {
    return askAgain(ctx, error, (errors) => registerPage(ctx, given, next, errors));
  }
};

function missingOf(ctx: PageContext, { name, email }: Registration, password: string): FormErrors {
  const { account, forms } = ctx.t;
  return {
    ...(name.trim() === '' ? { name: account.errors.name } : {}),
    ...(normaliseEmail(email) === undefined ? { email: forms.errors.email } : {}),
    ...(password === '' ? { password: account.errors.newPasswordMissing } : {}),
  };
}
