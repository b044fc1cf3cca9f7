import type { Account } from '../../../modules/accounts/index.ts';
import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { actionButton, form } from '../../components/form.ts';
import { icons } from '../../components/icon.ts';
import { badge } from '../../components/order-status.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel } from '../../components/panel.ts';
import { select } from '../../components/select.ts';
import { ownTabs } from '../../components/tabs.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatDate } from '../../messages/formats.ts';
import { locales } from '../../messages/index.ts';
import { paths } from '../../paths.ts';
import type { OwnAccount } from './read-account.ts';
import { cityInput } from './register-page.ts';

/** The profile as it was typed. */
export interface Profile {
  readonly name: string;
  readonly city: string;
  readonly locale: string;
}

export const profileOf = ({ name, city, locale }: Account): Profile => ({ name, city: city ?? '', locale });

/** Everything about an account in one place; what changes seldom has a page of its own. */
export function accountPage(
  ctx: PageContext,
  { account, change }: OwnAccount,
  typed: Profile = profileOf(account),
  errors: FormErrors = {},
): Page {
  const { account: words } = ctx.t;
  return {
    title: words.title,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${ownTabs(ctx, 'account')}${pageHeading({ title: words.title })}<div class="stack">${panel({ title: words.profile, body: profileForm(ctx, account, typed, errors) })}${panel({ title: words.emailTitle, body: emailState(ctx, account, change) })}${panel({ title: words.security, body: securityLinks(ctx, account) })}${panel({ title: words.belongings, body: links([link(ctx, words.addressesLink, paths.addresses)]) })}${administrationLink(ctx)}<div class="actions">${actionButton(ctx, ctx.url(paths.signOut), { label: words.signOut, kind: 'secondary', icon: 'leave' })}</div></div>`,
  };
}

function profileForm(ctx: PageContext, account: Account, typed: Profile, errors: FormErrors): Html {
  const { account: words, forms, shell } = ctx.t;
  const name = textInput(ctx, {
    name: 'name',
    label: words.name,
    help: words.nameHelp,
    value: typed.name,
    error: errors.name,
    autocomplete: 'name',
    enterkeyhint: 'next',
    maxlength: 100,
  });
  const options = locales.map((value) => ({ value, label: shell.languageNames[value] }));
  const locale = select(ctx, { name: 'locale', label: words.locale, options, value: typed.locale });
  const publicPage = html`<a href="${ctx.url(paths.seller(account.id))}">${words.publicPage}</a>`;
  const body = html`<div class="stack">${name}${cityInput(ctx, typed.city, errors)}${locale}<div class="actions">${button({ label: forms.saveChanges, kind: 'primary' })}${publicPage}</div></div>`;
  return form(ctx, { action: ctx.url(paths.account), body });
}

function emailState(ctx: PageContext, { email, emailConfirmed }: Account, change: OwnAccount['change']): Html {
  const { account: words } = ctx.t;
  const state = emailConfirmed ? badge(words.confirmed, 'done') : badge(words.unconfirmed, 'warm');
  // One way on at a time: who wants another address has no use for a link to this one.
  const next = change ? pendingEmail(ctx, change) : emailConfirmed ? nothing : unconfirmedEmail(ctx);
  return html`<div class="stack"><p class="account-email"><span>${email}</span> ${state}</p>${next}${links([link(ctx, words.emailLink, paths.email)])}</div>`;
}

function unconfirmedEmail(ctx: PageContext): Html {
  const { account: words } = ctx.t;
  return html`<p>${words.unconfirmedText}</p>${actionButton(ctx, ctx.url(paths.emailConfirmation), { label: words.sendAgain })}`;
}

/** The wanted address, and what can be done about it. Says the same whether it is free or taken. */
function pendingEmail(ctx: PageContext, { email, expiresAt }: NonNullable<OwnAccount['change']>): Html {
  const { account: words } = ctx.t;
  const again = actionButton(ctx, ctx.url(paths.emailChangeConfirmation), { label: words.sendAgain });
  const cancel = actionButton(ctx, ctx.url(paths.emailChangeCancellation), {
    label: words.cancelEmailChange,
    kind: 'quiet',
  });
  return html`<p class="account-email"><span>${email}</span> ${badge(words.pendingEmail, 'warm')}</p><p>${words.pendingEmailText(formatDate(ctx, expiresAt))}</p><div class="actions">${again}${cancel}</div>`;
}

function securityLinks(ctx: PageContext, { secondFactor }: Account): Html {
  const { account: words } = ctx.t;
  return links([
    link(ctx, words.passwordLink, paths.password),
    link(ctx, words.sessionsLink, paths.sessions),
    link(ctx, words.secondFactorLink, paths.secondFactor, secondFactor ? badge(words.on, 'done') : badge(words.off)),
  ]);
}

/** A phone's navigation has no room for it. */
function administrationLink(ctx: PageContext): Html {
  if (ctx.viewer?.role !== 'administrator') return nothing;
  return panel({ body: links([link(ctx, ctx.t.account.administration, paths.administration)]) });
}

const links = (items: readonly Html[]): Html => html`<ul class="way-list">${items}</ul>`;

const link = (ctx: PageContext, label: string, path: string, beside: Html = nothing): Html =>
  html`<li><a href="${ctx.url(path)}"><span>${label}</span>${beside}${icons.forward}</a></li>`;

/** Above each page that belongs to the account: the way back to it. */
export const accountCrumb = (ctx: PageContext): Html =>
  html`<p class="way-back"><a href="${ctx.url(paths.account)}">${icons.back}<span>${ctx.t.account.title}</span></a></p>`;
