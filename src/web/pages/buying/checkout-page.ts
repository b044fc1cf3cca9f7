import type { SavedAddress } from '../../../modules/accounts/index.ts';
import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import { button } from '../../components/button.ts';
import { type Choice, checkbox, radioCards } from '../../components/choices.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { csrfField } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { withAside } from '../../components/panel.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { countryName, formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { addressFieldset } from './address-fields.ts';
import { buyingSteps } from './cart-page.ts';
import { type CheckoutData, type CheckoutGroup, cheapestOf } from './checkout-data.ts';
import { type CheckoutForm, seenValue } from './checkout-form.ts';
import { checkoutSummary } from './checkout-summary.ts';

export interface CheckoutPage {
  readonly data: CheckoutData;
  readonly form: CheckoutForm;
  readonly errors: FormErrors;
  /** Of the order that this page places. */
  readonly key: string;
  /** The member's own; visitors are asked for theirs. */
  readonly email: string | null;
}

/** Where it goes and how: everything on one page, nothing paid yet. */
export function checkoutPage(ctx: PageContext, page: CheckoutPage): Page {
  const { checkout } = ctx.t;
  const { data, form, errors } = page;
  const parts = html`<div class="stack checkout-parts">${contact(ctx, page)}${address(ctx, page)}${deliveries(ctx, data, form)}</div>`;
  const send = html`${checkoutSummary(ctx, data, form)}<div class="checkout-go">${button({ label: checkout.goToPayment, kind: 'primary', wide: true })}<p class="muted">${checkout.holdNote(data.holdMinutes)}</p></div>`;
  return {
    title: checkout.checkoutTitle,
    robots: 'noindex',
    wide: true,
    body: html`${errorSummary(ctx, errors)}${buyingSteps(ctx, 1)}${pageHeading({ title: checkout.checkoutTitle })}
<form method="post" action="${ctx.url(paths.checkout)}" novalidate>${csrfField(ctx)}${hidden(page)}${withAside(parts, send)}</form>`,
  };
}

function hidden({ key, form, data }: CheckoutPage): Html {
  const lines = data.groups.flatMap((group) => group.lines);
  return html`<input type="hidden" name="key" value="${key}">${form.abroad ? html`<input type="hidden" name="abroad" value="1">` : nothing}${lines.map(
    ({ line: { listing }, quantity }) =>
      html`<input type="hidden" name="item-${listing.id}" value="${seenValue(quantity, listing.priceMinor)}">`,
  )}`;
}

function contact(ctx: PageContext, { email, form, errors }: CheckoutPage): Html {
  const { checkout } = ctx.t;
  if (email !== null) return html`<p class="muted">${checkout.buyingAs(email)}</p>`;
  const signIn = html`<p>${checkout.haveAccount} <a href="${ctx.url(`${paths.signIn}?next=${encodeURIComponent(paths.checkout)}`)}">${checkout.signInFirst}</a> ${checkout.signInWhy}</p>`;
  const input = textInput(ctx, {
    name: 'email',
    label: checkout.email,
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    enterkeyhint: 'next',
    spellcheck: false,
    maxlength: 254,
    help: checkout.emailHelp,
    value: form.email,
    error: errors.email,
  });
  return html`<section class="stack">${input}${signIn}</section>`;
}

function address(ctx: PageContext, { data, form, errors }: CheckoutPage): Html {
  const { checkout } = ctx.t;
  const country = countryName(ctx.locale, ctx.shop.country);
  const other = form.abroad
    ? html`<a href="${ctx.url(paths.checkout)}">${checkout.atHome(country)}</a>`
    : html`<a href="${ctx.url(`${paths.checkout}?abroad=1`)}">${checkout.abroad(country)}</a>`;
  const fields = html`<div class="stack new-address">${addressFieldset(ctx, form, errors)}${ctx.viewer ? checkbox('saveAddress', checkout.saveAddress, form.saveAddress) : nothing}<p>${other}</p></div>`;
  const saved = form.abroad ? [] : data.addresses;
  return html`<section class="stack checkout-address"><h2>${checkout.address}</h2>${saved.length > 0 ? savedAddresses(ctx, saved, form) : nothing}${fields}</section>`;
}

function savedAddresses(ctx: PageContext, addresses: readonly SavedAddress[], form: CheckoutForm): Html {
  const { checkout } = ctx.t;
  const choices = addresses.map((each) => ({
    value: each.id,
    label: each.name,
    meaning: [each.line1, each.line2, each.city, each.region].filter(Boolean).join(', '),
  }));
  return radioCards(ctx, {
    name: 'address',
    label: checkout.savedAddresses,
    value: form.addressId,
    choices: [...choices, { value: 'new', label: checkout.anotherAddress }],
  });
}

function deliveries(ctx: PageContext, data: CheckoutData, form: CheckoutForm): Html {
  const { checkout } = ctx.t;
  return html`<section class="stack"><h2>${checkout.deliveryTitle}</h2>${data.groups.map((group) => deliveryChoice(ctx, data.providers, group, form))}</section>`;
}

function deliveryChoice(
  ctx: PageContext,
  providers: readonly DeliveryProvider[],
  { seller }: CheckoutGroup,
  form: CheckoutForm,
): Html {
  const { checkout } = ctx.t;
  const near = providers.filter((provider) => form.abroad || provider.coverage !== 'international');
  const far = providers.filter((provider) => !near.includes(provider));
  const choice = (provider: DeliveryProvider): Choice => providerChoice(ctx, provider, seller.city ?? '');
  return radioCards(ctx, {
    name: `delivery-${seller.id}`,
    label: checkout.deliveryChoice(seller.name),
    value: form.deliveries[seller.id] ?? cheapestOf(providers)?.id,
    choices: near.toSorted(pickupLast).map(choice),
    more: { label: checkout.moreDeliveries, choices: far.map(choice) },
  });
}

const pickupLast = (a: DeliveryProvider, b: DeliveryProvider): number =>
  Number(a.coverage === 'pickup') - Number(b.coverage === 'pickup');

function providerChoice(ctx: PageContext, provider: DeliveryProvider, city: string): Choice {
  const { checkout } = ctx.t;
  const pickup = provider.coverage === 'pickup';
  return {
    value: provider.id,
    label: pickup ? checkout.pickup : provider.name,
    meaning: provider.coverage === 'pickup' ? checkout.coverage.pickup(city) : checkout.coverage[provider.coverage],
    beside: provider.costMinor === 0 ? checkout.free : formatMoney(ctx, provider.costMinor),
  };
}
