import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { accountPage } from './account-page.ts';
import { askAgain } from './explain-refusal.ts';
import { memberOf } from './member.ts';
import { readAccount } from './read-account.ts';

export const changeAccount: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const { accountId } = memberOf(request);
  const given = { name: typed(body, 'name'), city: typed(body, 'city'), locale: typed(body, 'locale') };
  try {
    await doors.accounts.updateAccount({ accountId, ...given, locale: given.locale === 'en' ? 'en' : 'es' });
    return { redirect: paths.account, done: 'account_saved' };
  } catch (error) {
    const own = await readAccount(request);
    return askAgain(ctx, error, (errors) => accountPage(ctx, own, given, errors));
  }
};

/** Mails another link; a confirmed address gets none. */
export const sendConfirmationAgain: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const { accountId } = memberOf(request);
  try {
    await doors.accounts.sendConfirmation({ accountId });
    return { redirect: paths.account, done: 'confirmation_sent' };
  } catch (error) {
    const own = await readAccount(request);
    return askAgain(ctx, error, (errors) => accountPage(ctx, own, undefined, errors));
  }
};
