import { isDomainError } from '../../../platform/errors.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { confirmPage, deadLinkPage } from './confirm-page.ts';

export const showConfirm: PageHandler = ({ ctx, query }) => {
  const token = query.token;
  return typeof token === 'string' && token !== '' ? { page: confirmPage(ctx, token) } : deadLink(ctx);
};

export const sendConfirm: PageHandler = async ({ ctx, body, doors, actor }) => {
  try {
    const { accountId } = await doors.accounts.confirmEmail({ token: typed(body, 'token') });
    return { redirect: actor?.accountId === accountId ? paths.account : paths.signIn, done: 'email_confirmed' };
  } catch (error) {
    if (isDomainError(error) && error.code === 'token.invalid') return deadLink(ctx);
    throw error;
  }
};

const deadLink = (ctx: PageContext): PageAnswer => ({
  page: deadLinkPage(ctx, ctx.t.account.confirmLinkText, {
    label: ctx.t.account.goToAccount,
    href: ctx.url(paths.account),
  }),
  status: 422,
});
