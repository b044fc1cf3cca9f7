import { isDomainError } from '../../../platform/errors.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { deadLinkPage } from './confirm-page.ts';
import { askAgain } from './explain-refusal.ts';
import { forgotPage, resetPage } from './reset-page.ts';

export const showForgotPassword: PageHandler = ({ ctx }) => ({ page: forgotPage(ctx, '') });

/** The same answer whether the address has an account or not. */
export const sendForgotPassword: PageHandler = async ({ ctx, body, doors, from }) => {
  const email = typed(body, 'email');
  try {
    await doors.accounts.requestPasswordReset({ email, from });
    return { redirect: paths.signIn, done: 'reset_requested' };
  } catch (error) {
    return askAgain(ctx, error, (errors) => forgotPage(ctx, email, errors));
  }
};

export const showReset: PageHandler = ({ ctx, query }) => {
  const token = query.token;
  return typeof token === 'string' && token !== '' ? { page: resetPage(ctx, token) } : deadLink(ctx);
};

/** The mailed link counts once; a password that is refused does not use it up. All sessions of the account end. */
export const sendReset: PageHandler = async ({ ctx, body, doors }) => {
  const token = typed(body, 'token');
  const password = typed(body, 'password');
  if (password === '')
    return { page: resetPage(ctx, token, { password: ctx.t.account.errors.newPasswordMissing }), status: 422 };
  try {
    await doors.accounts.resetPassword({ token, password });
    return { redirect: paths.signIn, done: 'password_reset' };
  } catch (error) {
    if (isDomainError(error) && error.code === 'token.invalid') return deadLink(ctx);
    return askAgain(ctx, error, (errors) => resetPage(ctx, token, errors));
  }
};

const deadLink = (ctx: PageContext): PageAnswer => ({
  page: deadLinkPage(ctx, ctx.t.account.resetLinkText, {
    label: ctx.t.account.forgotTitle,
    href: ctx.url(paths.forgotPassword),
  }),
  status: 422,
});
