import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textInput } from '../../components/text-input.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { passwordInput } from './register-page.ts';

export function forgotPage(ctx: PageContext, email: string, errors: FormErrors = {}): Page {
  const { account } = ctx.t;
  const field = textInput(ctx, {
    name: 'email',
    label: account.email,
    value: email,
    error: errors.email,
    type: 'email',
    inputmode: 'email',
    autocomplete: 'username',
    enterkeyhint: 'send',
    spellcheck: false,
    maxlength: 320,
  });
  const body = html`<div class="stack">${field}${button({ label: account.forgotButton, kind: 'primary', wide: true })}</div>`;
  return {
    title: account.forgotTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${errorSummary(ctx, errors)}${pageHeading({ title: account.forgotTitle, lead: account.forgotLead })}${form(ctx, { action: ctx.url(paths.forgotPassword), body })}<p class="door-other"><a href="${ctx.url(paths.signIn)}">${account.signIn}</a></p></div>`,
  };
}

export function resetPage(ctx: PageContext, token: string, errors: FormErrors = {}): Page {
  const { account } = ctx.t;
  const body = html`<div class="stack">${passwordInput(ctx, errors, account.newPassword)}${button({ label: account.resetButton, kind: 'primary', wide: true })}</div>`;
  return {
    title: account.resetTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${errorSummary(ctx, errors)}${pageHeading({ title: account.resetTitle, lead: account.resetLead })}${form(ctx, { action: ctx.url(paths.reset), hidden: { token }, body })}</div>`,
  };
}
