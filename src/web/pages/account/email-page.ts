import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textInput } from '../../components/text-input.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { accountCrumb } from './account-page.ts';
import { currentPassword, usernameOf } from './password-page.ts';

/** Asks for another address, and for the password that proves who asks. */
export function emailPage(ctx: PageContext, current: string, typed: string, errors: FormErrors = {}): Page {
  const { account } = ctx.t;
  const address = textInput(ctx, {
    name: 'email',
    label: account.newEmail,
    help: account.newEmailHelp,
    value: typed,
    error: errors.email,
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    enterkeyhint: 'next',
    spellcheck: false,
    maxlength: 320,
  });
  const body = html`<div class="stack">${address}${usernameOf(current)}${currentPassword(ctx, errors, 'send')}${button({ label: account.changeEmailButton, kind: 'primary' })}</div>`;
  return {
    title: account.changeEmailTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${accountCrumb(ctx)}${pageHeading({ title: account.changeEmailTitle, lead: account.changeEmailLead(current) })}${form(ctx, { action: ctx.url(paths.email), body })}`,
  };
}
