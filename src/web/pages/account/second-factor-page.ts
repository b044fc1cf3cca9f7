import { renderSVG } from 'uqr';
import { button, linkButton } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading, sectionHeading } from '../../components/page-heading.ts';
import { panel } from '../../components/panel.ts';
import { stepList } from '../../components/steps.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { accountCrumb } from './account-page.ts';
import { currentPassword, usernameOf } from './password-page.ts';
import { nextField } from './sign-in-page.ts';

interface FactorState {
  readonly email: string;
  readonly on: boolean;
  readonly codesLeft: number;
  /** Where an administrator was going who must have it first. */
  readonly next: string | undefined;
  readonly errors: FormErrors;
}

export function secondFactorPage(ctx: PageContext, state: FactorState): Page {
  const { account } = ctx.t;
  const lead = state.next === undefined ? account.factorLead : account.factorNeeded;
  return {
    title: account.factorTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, state.errors)}${accountCrumb(ctx)}${pageHeading({ title: account.factorTitle, lead })}${state.on ? removalForm(ctx, state) : startForm(ctx, state)}`,
  };
}

function startForm(ctx: PageContext, { next }: FactorState): Html {
  const { account } = ctx.t;
  const start = form(ctx, {
    action: ctx.url(paths.secondFactor),
    hidden: nextField(next),
    body: button({ label: account.factorStart, kind: 'primary' }),
  });
  return html`<div class="stack"><section>${sectionHeading(account.factorHow)}${stepList(account.factorSteps)}</section>${start}</div>`;
}

function removalForm(ctx: PageContext, { email, codesLeft, errors }: FactorState): Html {
  const { account } = ctx.t;
  const body = html`<div class="stack"><p>${account.removeFactorLead}</p>${usernameOf(email)}${currentPassword(ctx, errors)}${button({ label: account.removeFactor, kind: 'danger' })}</div>`;
  const removal = form(ctx, { action: ctx.url(paths.secondFactorRemoval), body });
  return html`<div class="stack"><p>${account.factorOnText(codesLeft)} ${account.factorFewCodes}</p>${panel({ title: account.removeFactorTitle, body: removal })}</div>`;
}

interface SetUp {
  readonly secret: string;
  /** The `otpauth:` address of the secret. */
  readonly url: string;
  /** Both, sealed, so that the page can be shown again after a wrong code. */
  readonly step: string;
  readonly next: string | undefined;
  readonly errors: FormErrors;
}

/** The secret for the authenticator: as a picture to scan, as a link on a phone, as text. */
export function setUpPage(ctx: PageContext, { secret, url, step, next, errors }: SetUp): Page {
  const { account } = ctx.t;
  const picture = `data:image/svg+xml;base64,${Buffer.from(renderSVG(url, { border: 2 })).toString('base64')}`;
  const code = textInput(ctx, {
    name: 'code',
    label: account.code,
    help: account.codeHelp,
    error: errors.code,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    enterkeyhint: 'done',
    maxlength: 10,
    width: 'middle',
  });
  const body = html`<div class="stack">${code}${button({ label: account.setUpButton, kind: 'primary' })}</div>`;
  return {
    title: account.setUpTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${accountCrumb(ctx)}${pageHeading({ title: account.setUpTitle, lead: account.factorSteps[1]?.text })}<div class="stack"><div class="factor-key"><img src="${picture}" width="220" height="220" alt="${account.qrAlt}"><div class="stack"><p><a href="${url}">${account.openApp}</a></p><p>${account.secret}</p><p><code class="secret">${inFours(secret)}</code></p></div></div>${form(ctx, { action: ctx.url(paths.secondFactorConfirmation), hidden: { step, ...nextField(next) }, body })}</div>`,
  };
}

const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ');

/** The recovery codes, this once. */
export function codesPage(ctx: PageContext, codes: readonly string[], next: string | undefined): Page {
  const { account } = ctx.t;
  return {
    title: account.codesTitle,
    robots: 'noindex',
    body: html`${pageHeading({ title: account.codesTitle, lead: account.codesLead })}<div class="stack"><ul class="recovery-codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul><div class="actions">${linkButton(account.codesDone, ctx.url(next ?? paths.secondFactor), { kind: 'primary' })}</div></div>`,
  };
}
