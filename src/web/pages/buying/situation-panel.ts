import type { Payment } from '../../../modules/payments/index.ts';
import type { Purchase } from '../../../modules/sales/index.ts';
import { type ButtonKind, linkButton } from '../../components/button.ts';
import { facts } from '../../components/facts.ts';
import { actionButton } from '../../components/form.ts';
import { holdCountdown } from '../../components/hold-countdown.ts';
import { panel } from '../../components/panel.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDateTime, formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { failureText } from './failure-text.ts';
import { gatewayLink } from './gateway-link.ts';
import type { Situation } from './situation.ts';

/** What the purchase waits for, and the button that brings it on; nothing where each order speaks for itself. */
export function situationPanel(ctx: PageContext, purchase: Purchase, situation: Situation, now: number): Html {
  switch (situation.is) {
    case 'to_pay':
      return toPay(ctx, purchase, situation, now);
    case 'waiting':
      return waiting(ctx, purchase, situation.payment, situation.holdExpiresAt);
    case 'lapsed':
      return lapsed(ctx, purchase, situation.waitingFor);
    case 'cancelled':
      return panel({ body: putBack(ctx, purchase, 'primary') });
    case 'settled':
      return nothing;
  }
}

function toPay(
  ctx: PageContext,
  purchase: Purchase,
  situation: Extract<Situation, { is: 'to_pay' }>,
  now: number,
): Html {
  const { orders } = ctx.t;
  const { failed, holdExpiresAt } = situation;
  const why = failed ? html`<p>${failureText(ctx, failed.failureCode)}</p>` : nothing;
  const go = linkButton(orders.pay(formatMoney(ctx, purchase.totalMinor)), ctx.url(paths.payment(purchase.id)), {
    kind: 'primary',
  });
  return panel({
    title: orders.payNow,
    body: html`<div class="stack">${why}${holdCountdown(ctx, holdExpiresAt, now)}<div class="actions">${go}</div></div>`,
  });
}

/** A look-again that needs no script is a link; with script, the page looks by itself. */
function waiting(ctx: PageContext, purchase: Purchase, payment: Payment, holdExpiresAt: number): Html {
  const { orders } = ctx.t;
  const own = ctx.url(paths.purchase(purchase.id));
  const other = html`<a href="${ctx.url(paths.payment(purchase.id))}">${orders.otherMethod}</a>`;
  const body = html`<look-again class="stack" data-path="${own}"><p>${waitingText(ctx, payment, holdExpiresAt)}</p>${payment.method === 'bank_transfer' ? transferFacts(ctx, payment) : nothing}<div class="actions">${goOn(ctx, payment)}${linkButton(orders.lookAgain, own, { kind: payment.method === 'card' ? 'primary' : 'secondary' })}</div>${payment.method === 'card' ? nothing : html`<p>${other}</p>`}</look-again>`;
  return panel({ title: orders.waitingTitle, body });
}

function waitingText(ctx: PageContext, payment: Payment, holdExpiresAt: number): string {
  const { orders } = ctx.t;
  if (payment.receivedMinor !== null || payment.method === 'card') return orders.waitingCard;
  const amount = formatMoney(ctx, payment.amountMinor);
  if (payment.method === 'paypal') return orders.waitingPaypal(amount);
  if (payment.method === 'mercado_pago') return orders.waitingGateway(amount, ctx.t.checkout.methods[payment.method]);
  return orders.waitingTransfer(formatDateTime(ctx, holdExpiresAt));
}

function goOn(ctx: PageContext, payment: Payment): Html {
  const { orders } = ctx.t;
  if (payment.receivedMinor !== null || payment.method === 'card') return nothing;
  if (payment.method === 'bank_transfer') return linkButton(orders.goToSandbox, ctx.url(paths.sandbox(payment.id)));
  const link = gatewayLink(ctx, payment);
  if (link === undefined) return nothing;
  const amount = formatMoney(ctx, payment.amountMinor);
  const label =
    payment.method === 'paypal'
      ? orders.goToPaypal
      : orders.payAtGateway(amount, ctx.t.checkout.methods[payment.method]);
  return linkButton(label, link, { kind: 'primary' });
}

function transferFacts(ctx: PageContext, payment: Payment): Html {
  const { checkout } = ctx.t;
  return facts([
    [checkout.bankName, checkout.bankNameValue],
    [checkout.bankAccount, checkout.bankAccountValue],
    [checkout.bankHolder, ctx.shop.name],
    [checkout.bankReference, html`<code>${payment.id.slice(-8)}</code>`],
    [checkout.bankAmount, formatMoney(ctx, payment.amountMinor)],
  ]);
}

function lapsed(ctx: PageContext, purchase: Purchase, waitingFor: Payment | undefined): Html {
  const { orders } = ctx.t;
  const text = waitingFor ? orders.waitingLate : orders.holdOver;
  const look = waitingFor ? linkButton(orders.lookAgain, ctx.url(paths.purchase(purchase.id))) : nothing;
  const again = putBack(ctx, purchase, waitingFor ? 'quiet' : 'primary');
  return panel({ body: html`<div class="stack"><p>${text}</p><div class="actions">${again}${look}</div></div>` });
}

function putBack(ctx: PageContext, purchase: Purchase, kind: ButtonKind): Html {
  return actionButton(ctx, ctx.url(paths.buyAgain(purchase.id)), { label: ctx.t.orders.buyAgain, kind, icon: 'cart' });
}
