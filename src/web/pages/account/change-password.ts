import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { askAgain } from './explain-refusal.ts';
import { memberOf } from './member.ts';
import { passwordPage } from './password-page.ts';

export const showPassword: PageHandler = (request) => ({ page: passwordPage(request.ctx, memberOf(request).email) });

/** This session goes on with a new token; all others end. */
export const changePassword: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const { accountId, sessionId, email } = memberOf(request);
  const given = { current: typed(body, 'current'), next: typed(body, 'password') };
  const page = (errors: FormErrors) => passwordPage(ctx, email, errors);
  const { passwordMissing, newPasswordMissing } = ctx.t.account.errors;
  if (given.current === '') return { page: page({ current: passwordMissing }), status: 422 };
  if (given.next === '') return { page: page({ password: newPasswordMissing }), status: 422 };
  try {
    const session = await doors.accounts.changePassword({ accountId, sessionId, ...given });
    return { redirect: paths.account, done: 'password_changed', cookies: { session } };
  } catch (error) {
    return askAgain(ctx, error, page);
  }
};
