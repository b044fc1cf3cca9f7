import { isDomainError } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { Page } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { askAgain } from './explain-refusal.ts';
import { memberOf } from './member.ts';
import { nextPath, withNext } from './next-path.ts';
import { sealStep, unsealStep } from './sealed-step.ts';
import { codesPage, secondFactorPage, setUpPage } from './second-factor-page.ts';

const setUpMs = 30 * 60_000;

export const showSecondFactor: PageHandler = async (request) => ({ page: await statePage(request) });

async function statePage(request: PageRequest, errors: FormErrors = {}): Promise<Page> {
  const { accountId, email } = memberOf(request);
  const { accounts } = request.doors;
  const [{ secondFactor }, codesLeft] = await Promise.all([
    accounts.getAccount({ accountId }),
    accounts.countRecoveryCodes({ accountId }),
  ]);
  const next = nextPath(request.query.next ?? request.body.next);
  return secondFactorPage(request.ctx, { email, on: secondFactor, codesLeft, next, errors });
}

/** A secret that is not in force yet. It stands in the answer itself, never in an address. */
export const startSecondFactor: PageHandler = async (request) => {
  const { accountId } = memberOf(request);
  try {
    return { page: keyPage(request, await request.doors.accounts.startSecondFactor({ accountId })) };
  } catch (error) {
    return backToState(request, error);
  }
};

/** Shows the recovery codes in the answer itself: they are shown once. */
export const confirmSecondFactor: PageHandler = async (request) => {
  const { body, config, ctx, doors } = request;
  const { accountId, sessionId } = memberOf(request);
  const code = typed(body, 'code').trim();
  const kept = unsealStep(config.secretKey, `second factor ${accountId}`, typed(body, 'step'));
  if (!kept) return { page: await statePage(request, { form: ctx.t.account.setUpExpired }), status: 422 };
  const key = { secret: String(kept.secret), url: String(kept.url) };
  if (code === '') return { page: keyPage(request, key, { code: ctx.t.account.errors.codeMissing }), status: 422 };
  try {
    const { recoveryCodes } = await doors.accounts.confirmSecondFactor({ accountId, sessionId, code });
    return { page: codesPage(ctx, recoveryCodes, nextPath(body.next)) };
  } catch (error) {
    if (isDomainError(error) && error.code === 'second_factor.state') return backToState(request, error);
    return askAgain(ctx, error, (errors) => keyPage(request, key, errors));
  }
};

export const removeSecondFactor: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const { accountId, sessionId } = memberOf(request);
  const password = typed(body, 'current');
  if (password === '')
    return { page: await statePage(request, { current: ctx.t.account.errors.passwordMissing }), status: 422 };
  try {
    await doors.accounts.removeSecondFactor({ accountId, sessionId, password });
    return { redirect: paths.secondFactor, done: 'second_factor_removed' };
  } catch (error) {
    const { email } = memberOf(request);
    const codesLeft = await doors.accounts.countRecoveryCodes({ accountId });
    return askAgain(ctx, error, (errors) =>
      secondFactorPage(ctx, { email, on: true, codesLeft, next: undefined, errors }),
    );
  }
};

/** It is on already, in another window or since the page was opened. */
function backToState({ body }: PageRequest, error: unknown): PageAnswer {
  if (isDomainError(error) && error.code === 'second_factor.state')
    return { redirect: withNext(paths.secondFactor, nextPath(body.next)) };
  throw error;
}

function keyPage(request: PageRequest, key: { secret: string; url: string }, errors: FormErrors = {}): Page {
  const { body, config, ctx } = request;
  const step = sealStep(config.secretKey, `second factor ${memberOf(request).accountId}`, key, setUpMs);
  return setUpPage(ctx, { ...key, step, next: nextPath(body.next), errors });
}
