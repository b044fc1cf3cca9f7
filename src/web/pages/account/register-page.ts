import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { type TextInput, textInput } from '../../components/text-input.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { biggerTowns } from '../buying/departments.ts';
import { withNext } from './next-path.ts';
import { nextField } from './sign-in-page.ts';

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly city: string;
}

export function registerPage(
  ctx: PageContext,
  typed: Registration,
  next: string | undefined,
  errors: FormErrors = {},
): Page {
  const { account } = ctx.t;
  const input = (name: keyof Registration, more: Partial<TextInput>): Html =>
    textInput(ctx, {
      name,
      label: account[name],
      value: typed[name],
      error: errors[name],
      enterkeyhint: 'next',
      ...more,
    });
  const fields = html`${input('name', { help: account.nameHelp, autocomplete: 'name', maxlength: 100 })}${input('email', { type: 'email', inputmode: 'email', autocomplete: 'username', spellcheck: false, maxlength: 320 })}${passwordInput(ctx, errors, account.password)}${cityInput(ctx, typed.city, errors)}`;
  const body = html`<div class="stack">${fields}${button({ label: account.registerButton, kind: 'primary', wide: true })}</div>`;
  return {
    title: account.registerTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${errorSummary(ctx, errors)}${pageHeading({ title: account.registerTitle, lead: account.registerLead })}${form(ctx, { action: ctx.url(paths.register), hidden: nextField(next), body })}<p class="door-other">${account.haveAccount} <a href="${ctx.url(withNext(paths.signIn, next))}">${account.signIn}</a></p></div>`,
  };
}

/** A password that is being chosen. It never comes back into the page. */
export const passwordInput = (ctx: PageContext, errors: FormErrors, label: string): Html =>
  textInput(ctx, {
    name: 'password',
    label,
    help: ctx.t.account.passwordHelp,
    error: errors.password,
    type: 'password',
    autocomplete: 'new-password',
    enterkeyhint: 'next',
  });

export function cityInput(ctx: PageContext, value: string, errors: FormErrors): Html {
  const { account } = ctx.t;
  const city = textInput(ctx, {
    name: 'city',
    label: account.city,
    help: account.cityHelp,
    value,
    error: errors.city,
    autocomplete: 'address-level2',
    enterkeyhint: 'done',
    maxlength: 100,
    required: false,
    list: 'towns',
  });
  return html`${city}${towns}`;
}

const towns = html`<datalist id="towns">${biggerTowns.map((town) => html`<option value="${town}"></option>`)}</datalist>`;
