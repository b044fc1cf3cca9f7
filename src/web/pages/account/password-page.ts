import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { accountCrumb } from './account-page.ts';
import { passwordInput } from './register-page.ts';

export function passwordPage(ctx: PageContext, email: string, errors: FormErrors = {}): Page {
  const { account } = ctx.t;
  const body = html`<div class="stack">${usernameOf(email)}${currentPassword(ctx, errors)}${passwordInput(ctx, errors, account.newPassword)}${button({ label: account.changePassword, kind: 'primary' })}</div>`;
  return {
    title: account.passwordTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${accountCrumb(ctx)}${pageHeading({ title: account.passwordTitle, lead: account.passwordLead })}${form(ctx, { action: ctx.url(paths.password), body })}`,
  };
}

export const currentPassword = (ctx: PageContext, errors: FormErrors, enterkeyhint: 'next' | 'send' = 'next'): Html =>
  textInput(ctx, {
    name: 'current',
    label: ctx.t.account.currentPassword,
    error: errors.current,
    type: 'password',
    autocomplete: 'current-password',
    enterkeyhint,
  });

/** So that a password manager knows whose password changes. */
export const usernameOf = (email: string): Html =>
  html`<input type="email" name="username" value="${email}" autocomplete="username" hidden>`;
