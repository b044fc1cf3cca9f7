import type { SignedIn } from '../../../modules/accounts/index.ts';
import { isDomainError } from '../../../platform/errors.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { askAgain } from './explain-refusal.ts';
import { nextPath } from './next-path.ts';
import { sealStep, unsealStep } from './sealed-step.ts';
import { codePage, signInPage } from './sign-in-page.ts';

const stepMs = 5 * 60_000;

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** E-mail and password, then, for who has a second factor, its code: the second page carries the first one's fields sealed, so nobody types a password twice. */
export const sendSignIn: PageHandler = async (request) => {
  const step = typed(request.body, 'step');
  if (step === '') return withPassword(request);
  const credentials = readStep(request, step);
  if (credentials) return withCode(request, credentials);
  return { page: signIn(request, '', { form: request.ctx.t.account.stepExpired }), status: 422 };
};

async function withPassword(request: PageRequest): Promise<PageAnswer> {
  const { body, ctx } = request;
  const credentials = { email: typed(body, 'email'), password: typed(body, 'password') };
  const missing = missingOf(request, credentials);
  if (Object.keys(missing).length > 0) return { page: signIn(request, credentials.email, missing), status: 422 };
  try {
    const answer = await attempt(request, credentials);
    return 'token' in answer ? await welcome(request, answer) : { page: askCode(request, credentials, {}) };
  } catch (error) {
    return askAgain(ctx, error, (errors) => signIn(request, credentials.email, errors));
  }
}

async function withCode(request: PageRequest, credentials: Credentials): Promise<PageAnswer> {
  const { body, ctx } = request;
  const code = typed(body, 'code').trim() || typed(body, 'recovery').trim();
  if (code === '')
    return { page: askCode(request, credentials, { code: ctx.t.account.errors.codeMissing }), status: 422 };
  try {
    const answer = await attempt(request, credentials, code);
    return 'token' in answer ? await welcome(request, answer) : { page: askCode(request, credentials, {}) };
  } catch (error) {
    // The password may have changed since the first page.
    const again = isDomainError(error) && error.code === 'credentials.wrong' ? signIn : undefined;
    return askAgain(
      ctx,
      error,
      (errors) => again?.(request, credentials.email, errors) ?? askCode(request, credentials, errors),
    );
  }
}

const attempt = ({ doors, userAgent, from }: PageRequest, credentials: Credentials, code?: string) =>
  doors.accounts.signIn({ ...credentials, code, userAgent, from });

/** A new session in place of the one there was; the visitor's cart comes along. */
async function welcome(
  { doors, body, sessionToken, cartToken }: PageRequest,
  { token, expiresAt, account }: SignedIn,
): Promise<PageAnswer> {
  if (sessionToken !== undefined) await doors.accounts.signOut({ token: sessionToken });
  if (cartToken !== undefined) await doors.sales.mergeCart({ accountId: account.id, cartToken });
  return {
    redirect: nextPath(body.next) ?? paths.home,
    done: 'signed_in',
    cookies: { session: { token, expiresAt }, ...(cartToken === undefined ? {} : { cart: null }) },
  };
}

function missingOf({ ctx }: PageRequest, { email, password }: Credentials): FormErrors {
  return {
    ...(email.trim() === '' ? { email: ctx.t.forms.errors.email } : {}),
    ...(password === '' ? { password: ctx.t.account.errors.passwordMissing } : {}),
  };
}

const signIn = ({ ctx, body }: PageRequest, email: string, errors: FormErrors) =>
  signInPage(ctx, { email, next: nextPath(body.next), errors });

function askCode({ ctx, body, config }: PageRequest, credentials: Credentials, errors: FormErrors) {
  const step = sealStep(config.secretKey, 'sign-in', credentials, stepMs);
  return codePage(ctx, { email: credentials.email, step, next: nextPath(body.next), errors });
}

function readStep({ config }: PageRequest, step: string): Credentials | undefined {
  const value = unsealStep(config.secretKey, 'sign-in', step);
  return value && { email: String(value.email), password: String(value.password) };
}
