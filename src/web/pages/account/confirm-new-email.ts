import { isDomainError } from '../../../platform/errors.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { deadLinkPage } from './confirm-page.ts';
import { newEmailPage, takenEmailPage } from './new-email-page.ts';

export const showNewEmail: PageHandler = ({ ctx, query }) => {
  const token = query.token;
  return typeof token === 'string' && token !== '' ? { page: newEmailPage(ctx, token) } : deadLink(ctx);
};

/** Signed in or not: who reads the new mailbox and has the link may confirm. */
export const sendNewEmail: PageHandler = async ({ ctx, body, doors, actor }) => {
  const link = { token: typed(body, 'token'), sessionId: actor?.sessionId };
  try {
    const { accountId } = await doors.accounts.confirmEmailChange(link);
    return { redirect: actor?.accountId === accountId ? paths.account : paths.signIn, done: 'email_changed' };
  } catch (error) {
    if (isDomainError(error) && error.code === 'token.invalid') return deadLink(ctx);
    if (isDomainError(error) && error.code === 'email.taken')
      return { page: takenEmailPage(ctx), status: error.status };
    throw error;
  }
};

const deadLink = (ctx: PageContext): PageAnswer => ({
  page: deadLinkPage(ctx, ctx.t.account.newEmailLinkText, {
    label: ctx.t.account.goToAccount,
    href: ctx.url(paths.account),
  }),
  status: 422,
});
