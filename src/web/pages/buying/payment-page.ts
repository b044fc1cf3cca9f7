import type { OfferedMethod, PaymentMethod } from '../../../modules/payments/index.ts';
import type { Purchase, SellerOrder } from '../../../modules/sales/index.ts';
import { button } from '../../components/button.ts';
import { radioCards } from '../../components/choices.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { type Fact, totals } from '../../components/facts.ts';
import { csrfField } from '../../components/form.ts';
import { holdCountdown } from '../../components/hold-countdown.ts';
import { noticeBanner } from '../../components/notice.ts';
import { orderLines } from '../../components/order-lines.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel, withAside } from '../../components/panel.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { addressLines } from './address-lines.ts';
import { orderLine } from './cart-line.ts';
import { buyingSteps } from './cart-page.ts';
import { testCards } from './test-cards.ts';

export interface PaymentPage {
  readonly purchase: Purchase;
  readonly holdExpiresAt: number;
  readonly now: number;
  /** Of the payment that this page starts. */
  readonly key: string;
  readonly methods: readonly OfferedMethod[];
  readonly method: PaymentMethod;
  readonly card: string;
  readonly errors: FormErrors;
  /** Another payment of this purchase is on its way. */
  readonly pending: boolean;
  readonly transferHours: number;
}

/** Where the method is chosen while the hold counts down. */
export function paymentPage(ctx: PageContext, page: PaymentPage): Page {
  const { checkout } = ctx.t;
  const { purchase, errors } = page;
  const warning = page.pending ? noticeBanner({ kind: 'info', text: checkout.pendingAlready }) : nothing;
  const main = html`<div class="stack">${warning}${payForm(ctx, page)}</div>`;
  return {
    title: checkout.paymentTitle,
    robots: 'noindex',
    wide: true,
    body: html`${errorSummary(ctx, errors)}${buyingSteps(ctx, 2)}${pageHeading({ title: checkout.paymentTitle })}${holdCountdown(ctx, page.holdExpiresAt, page.now)}${withAside(main, whatIsPaid(ctx, purchase))}`,
  };
}

function payForm(ctx: PageContext, page: PaymentPage): Html {
  const { purchase, key } = page;
  const asksHere = page.methods.some((offered) => offered.page === 'shop');
  const body = asksHere ? payHere(ctx, page) : payElsewhere(ctx, page);
  return html`<form class="stack pay-form" method="post" action="${ctx.url(paths.payment(purchase.id))}" novalidate>${csrfField(ctx)}<input type="hidden" name="key" value="${key}">${methods(ctx, page)}${body}</form>`;
}

function payHere(ctx: PageContext, page: PaymentPage): Html {
  const { checkout } = ctx.t;
  const pay = button({ label: checkout.pay(formatMoney(ctx, page.purchase.totalMinor)), kind: 'primary', wide: true });
  return html`<div class="stack card-part">${cardField(ctx, page)}</div>${pay}<p class="muted">${checkout.payNote}</p><div class="card-part">${sandboxNote(ctx)}</div>`;
}

/** The gateway asks on a page of its own: here is no field that a card number could be written into. */
function payElsewhere(ctx: PageContext, { method, purchase }: PaymentPage): Html {
  const { checkout } = ctx.t;
  const gateway = checkout.methods[method];
  const go = button({ label: checkout.goToGateway(gateway), kind: 'primary', wide: true });
  return html`${go}<p class="muted">${checkout.gatewayNote(gateway, formatMoney(ctx, purchase.totalMinor))} ${checkout.payNote}</p>`;
}

function methods(ctx: PageContext, { methods, method, transferHours }: PaymentPage): Html {
  const { checkout } = ctx.t;
  const meaning = { ...checkout.methodMeanings, bank_transfer: checkout.methodMeanings.bank_transfer(transferHours) };
  const choices = methods.map(({ method: value }) => ({
    value,
    label: checkout.methods[value],
    meaning: meaning[value],
  }));
  return radioCards(ctx, { name: 'method', label: checkout.method, value: method, choices });
}

function cardField(ctx: PageContext, { card, errors }: PaymentPage): Html {
  return textInput(ctx, {
    name: 'card',
    label: ctx.t.checkout.cardNumber,
    inputmode: 'numeric',
    autocomplete: 'off',
    enterkeyhint: 'go',
    spellcheck: false,
    width: 'middle',
    maxlength: 30,
    value: card,
    error: errors.card,
    help: ctx.t.checkout.sandboxText,
  });
}

/** The test cards, each with a button that pays with it. */
function sandboxNote(ctx: PageContext): Html {
  const { checkout } = ctx.t;
  const cards = testCards.map(({ number, does }) => {
    const use = button({
      label: checkout.sandboxUse,
      kind: 'quiet',
      name: 'testCard',
      value: number,
      more: { 'aria-label': checkout.sandboxUseOf(number) },
    });
    return html`<li><span><code>${number}</code><br>${checkout.testCards[does]}</span>${use}</li>`;
  });
  return html`<details class="test-cards"><summary>${checkout.sandboxMore}</summary><ul>${cards}</ul></details>`;
}

function whatIsPaid(ctx: PageContext, purchase: Purchase): Html {
  const { checkout } = ctx.t;
  const orders = purchase.sellerOrders;
  const copiesMinor = orders.reduce((sum, order) => sum + order.copiesMinor, 0);
  const copies = orders.flatMap((order) => order.items).reduce((sum, item) => sum + item.quantity, 0);
  const deliveries = orders.map((order) => deliveryLine(ctx, order, orders.length > 1));
  const sums = totals(
    [[checkout.booksOf(copies), formatMoney(ctx, copiesMinor)], ...deliveries],
    [checkout.total, formatMoney(ctx, purchase.totalMinor)],
  );
  const lines = orders.flatMap((order) => order.items).map((item) => ({ ...orderLine(ctx, item), href: undefined }));
  const address = orders[0]?.address;
  return panel({
    title: checkout.summary,
    body: html`${orderLines(ctx, lines)}${sums}${address ? html`<h3>${checkout.sendTo}</h3>${addressLines(ctx, address)}` : nothing}<p><a href="${ctx.url(paths.cancellation(purchase.id))}">${checkout.cancelPurchase}</a></p>`,
  });
}

/** Named with its seller where there are several. */
function deliveryLine(ctx: PageContext, { delivery, seller }: SellerOrder, several: boolean): Fact {
  const { checkout } = ctx.t;
  const pickup = delivery.coverage === 'pickup';
  const name = pickup ? checkout.pickup : several ? delivery.name : checkout.deliveryBy(delivery.name);
  const label = several ? checkout.deliveryOfSeller(name, seller.name) : name;
  return [label, delivery.costMinor === 0 ? checkout.free : formatMoney(ctx, delivery.costMinor)];
}
