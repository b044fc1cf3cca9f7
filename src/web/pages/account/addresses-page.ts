import type { SavedAddress } from '../../../modules/accounts/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { confirmation } from '../../components/confirmation.ts';
import { emptyState } from '../../components/empty-state.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel } from '../../components/panel.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { countryName } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { addressFieldset } from '../buying/address-fields.ts';
import type { CheckoutForm } from '../buying/checkout-form.ts';
import { accountCrumb } from './account-page.ts';

export function addressesPage(
  ctx: PageContext,
  addresses: readonly SavedAddress[],
  typed: CheckoutForm,
  errors: FormErrors = {},
): Page {
  const { account } = ctx.t;
  const list =
    addresses.length === 0
      ? emptyState({ title: account.noAddressesTitle, text: account.noAddressesText })
      : html`<ul class="record-list">${addresses.map((address) => addressRow(ctx, address))}</ul>`;
  return {
    title: account.addressesTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${accountCrumb(ctx)}${pageHeading({ title: account.addressesTitle, lead: account.addressesLead })}<div class="stack">${list}${panel({ title: account.addAddress, body: addForm(ctx, typed, errors) })}</div>`,
  };
}

function addressRow(ctx: PageContext, address: SavedAddress): Html {
  const { account } = ctx.t;
  const { name, phone, line1, line2, city, region, postalCode, country } = address;
  const place = [postalCode, city, region].filter(Boolean).join(', ');
  const abroad = country === ctx.shop.country ? '' : html`<br>${countryName(ctx.locale, country)}`;
  const remove = linkButton(account.removeAddress, ctx.url(paths.addressRemoval(address.id)), { kind: 'quiet' });
  return html`<li><address><b>${name}</b><br>${line1}${line2 ? html`<br>${line2}` : ''}<br>${place}${abroad}<br><span class="muted">${phone}</span></address>${remove}</li>`;
}

function addForm(ctx: PageContext, typed: CheckoutForm, errors: FormErrors): Html {
  const { account, checkout } = ctx.t;
  const home = countryName(ctx.locale, ctx.shop.country);
  const [label, path] = typed.abroad
    ? [checkout.atHome(home), paths.addresses]
    : [checkout.abroad(home), `${paths.addresses}?abroad=1`];
  const body = html`<div class="stack">${addressFieldset(ctx, typed, errors)}<div class="actions">${button({ label: account.saveAddress, kind: 'primary' })}<a href="${ctx.url(path)}">${label}</a></div></div>`;
  return form(ctx, { action: ctx.url(paths.addresses), hidden: typed.abroad ? { abroad: '1' } : {}, body });
}

export function addressRemovalPage(ctx: PageContext, address: SavedAddress): Page {
  const { account } = ctx.t;
  const body = confirmation(ctx, {
    title: account.removeAddressTitle,
    text: account.removeAddressText(address.line1),
    action: ctx.url(paths.addressRemoval(address.id)),
    label: account.removeAddressButton,
    backHref: ctx.url(paths.addresses),
  });
  return { title: account.removeAddressTitle, robots: 'noindex', body };
}
