import { isDomainError } from '../../../platform/errors.ts';
import { normaliseEmail } from '../../../platform/mail/email-address.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { accountPage } from './account-page.ts';
import { emailPage } from './email-page.ts';
import { askAgain } from './explain-refusal.ts';
import { memberOf } from './member.ts';
import { readAccount } from './read-account.ts';

export const showChangeEmail: PageHandler = (request) => ({
  page: emailPage(request.ctx, memberOf(request).email, ''),
});

/** Mails a link to the new address; the same answer for a free and a taken one. */
export const sendChangeEmail: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const { accountId, sessionId, email: current } = memberOf(request);
  const given = { email: typed(body, 'email'), password: typed(body, 'current') };
  const page = (errors: FormErrors) => emailPage(ctx, current, given.email, errors);
  const missing = missingOf(ctx, given);
  if (Object.keys(missing).length > 0) return { page: page(missing), status: 422 };
  try {
    await doors.accounts.changeEmail({ accountId, sessionId, ...given });
    return { redirect: paths.account, done: 'email_change_asked' };
  } catch (error) {
    return askAgain(ctx, error, page);
  }
};

function missingOf(ctx: PageContext, { email, password }: { email: string; password: string }): FormErrors {
  return {
    ...(normaliseEmail(email) === undefined ? { email: ctx.t.forms.errors.email } : {}),
    ...(password === '' ? { current: ctx.t.account.errors.passwordMissing } : {}),
  };
}

/** A change that is over by now, confirmed elsewhere or lapsed, has nothing to be sent for. */
export const sendEmailChangeAgain: PageHandler = async (request) => {
  const { accountId } = memberOf(request);
  try {
    await request.doors.accounts.sendEmailChange({ accountId });
    return { redirect: paths.account, done: 'email_change_sent' };
  } catch (error) {
    if (isDomainError(error) && error.code === 'email_change.not_found')
      return { redirect: paths.account, done: 'email_change_over' };
    const own = await readAccount(request);
    return askAgain(request.ctx, error, (errors) => accountPage(request.ctx, own, undefined, errors));
  }
};

export const cancelEmailChange: PageHandler = async (request) => {
  await request.doors.accounts.cancelEmailChange({ accountId: memberOf(request).accountId });
  return { redirect: paths.account, done: 'email_change_cancelled' };
};
