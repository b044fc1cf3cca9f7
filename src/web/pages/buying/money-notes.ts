import type { Payment } from '../../../modules/payments/index.ts';
import type { Purchase } from '../../../modules/sales/index.ts';
import { facts } from '../../components/facts.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoneyIn } from '../../messages/formats.ts';
import { type MoneyStory, moneyStoryOf } from './situation.ts';

/** What was paid, what goes back and why, in plain words. */
export function moneyNotes(ctx: PageContext, purchase: Purchase): Html {
  const { orders } = ctx.t;
  const story = moneyStoryOf(purchase);
  const stories: Readonly<Record<MoneyStory, string>> = {
    second_payment: orders.secondPayment,
    late: orders.latePayment,
    late_partly: orders.latePartly,
    late_lost: orders.lateLost,
  };
  const guarded = purchase.sellerOrders.some((order) => isGuarded(order.status));
  return html`${paymentList(ctx, purchase.payments)}${story ? html`<p>${stories[story]}</p>` : nothing}${purchase.payments.map((payment) => refundNote(ctx, payment))}${guarded ? html`<p class="muted">${orders.safeMoney}</p>` : nothing}`;
}

const isGuarded = (status: string): boolean =>
  status === 'paid' || status === 'shipped' || status === 'ready_for_pickup';

function paymentList(ctx: PageContext, payments: readonly Payment[]): Html {
  if (payments.length === 0) return nothing;
  const { orders } = ctx.t;
  const lines = payments.map((payment) => [methodName(ctx, payment), orders.paymentStatuses[payment.status]] as const);
  return html`<h3>${orders.payments}</h3>${facts(lines)}`;
}

export function methodName(ctx: PageContext, { method, cardEnding }: Payment): string {
  return cardEnding === null ? ctx.t.checkout.methods[method] : ctx.t.orders.methodCard(cardEnding);
}

function refundNote(ctx: PageContext, payment: Payment): Html {
  const { orders } = ctx.t;
  const money = (amountMinor: number): string =>
    formatMoneyIn(ctx, amountMinor, payment.receivedCurrency ?? payment.currency);
  const how = payment.method === 'bank_transfer' ? orders.refundDueTransfer : orders.refundDueCard;
  const due =
    payment.refundDueMinor > 0
      ? html`<p><strong>${orders.refundDue(money(payment.refundDueMinor))}</strong> ${how}</p>`
      : nothing;
  const done = payment.refundedMinor > 0 ? html`<p>${orders.refunded(money(payment.refundedMinor))}</p>` : nothing;
  return html`${due}${done}`;
}
