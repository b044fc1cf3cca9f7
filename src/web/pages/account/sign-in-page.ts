import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textInput } from '../../components/text-input.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { withNext } from './next-path.ts';

interface SignIn {
  readonly email: string;
  readonly next: string | undefined;
  readonly errors: FormErrors;
}

export function signInPage(ctx: PageContext, { email, next, errors }: SignIn): Page {
  const { account } = ctx.t;
  const fields = html`${textInput(ctx, { name: 'email', label: account.email, value: email, error: errors.email, type: 'email', inputmode: 'email', autocomplete: 'username', enterkeyhint: 'next', spellcheck: false, maxlength: 320, autofocus: email === '' })}${textInput(ctx, { name: 'password', label: account.password, error: errors.password, type: 'password', autocomplete: 'current-password', enterkeyhint: 'go', autofocus: email !== '' && Object.keys(errors).length === 0 })}`;
  const body = html`${fields}${button({ label: account.signIn, kind: 'primary', wide: true })}`;
  return {
    title: account.signInTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${errorSummary(ctx, errors)}${pageHeading({ title: account.signInTitle })}${form(ctx, { action: ctx.url(paths.signIn), hidden: nextField(next), body: html`<div class="stack">${body}</div>` })}<p><a href="${ctx.url(paths.forgotPassword)}">${account.forgot}</a></p><p class="door-other">${account.noAccount} <a href="${ctx.url(withNext(paths.register, next))}">${account.register}</a></p></div>`,
  };
}

interface CodeStep {
  readonly email: string;
  /** What was typed on the page before, sealed. */
  readonly step: string;
  readonly next: string | undefined;
  readonly errors: FormErrors;
}

/** The second page of signing in, for who has a second factor: a code of the telephone or, without it, a recovery code. */
export function codePage(ctx: PageContext, { email, step, next, errors }: CodeStep): Page {
  const { account } = ctx.t;
  const code = textInput(ctx, {
    name: 'code',
    label: account.code,
    help: account.codeHelp,
    error: errors.code,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    enterkeyhint: 'go',
    maxlength: 40,
    width: 'middle',
    autofocus: true,
  });
  const recovery = textInput(ctx, {
    name: 'recovery',
    label: account.recovery,
    help: account.recoveryHelp,
    autocomplete: 'off',
    enterkeyhint: 'go',
    spellcheck: false,
    maxlength: 40,
    required: false,
  });
  const body = html`${code}<details class="more-fields"><summary>${account.recoveryTitle}</summary>${recovery}</details>${button({ label: account.signIn, kind: 'primary', wide: true })}`;
  return {
    title: account.codeTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${errorSummary(ctx, errors)}${pageHeading({ title: account.codeTitle, lead: account.codeLead(email) })}${form(ctx, { action: ctx.url(paths.signIn), hidden: { ...nextField(next), step }, body: html`<div class="stack">${body}</div>` })}<p class="door-other"><a href="${ctx.url(withNext(paths.signIn, next))}">${account.otherAccount}</a></p></div>`,
  };
}

export const nextField = (next: string | undefined): Record<string, string> => (next === undefined ? {} : { next });
