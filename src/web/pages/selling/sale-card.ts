import type { SellerOrder } from '../../../modules/sales/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { actionButton, form } from '../../components/form.ts';
import { todoCard } from '../../components/todo-card.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDate } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { smallPhoto } from '../buying/cart-line.ts';
import { copiesIn, orderTitle } from './order-title.ts';

/** One order that waits for its seller, with the button that does it. */
export function saleCard(
  ctx: PageContext,
  order: SellerOrder,
  { now, newKey }: { readonly now: number; readonly newKey: () => string },
): Html {
  const [item] = order.items;
  const late = order.shipBy !== null && order.shipBy < now;
  return todoCard({
    title: titleOf(ctx, order),
    text: html`${orderTitle(ctx, order)}<br>${how(ctx, order)}${whenOf(ctx, order, late)}`,
    urgent: late,
    picture: item && { workId: item.workId, photo: smallPhoto(item.photoHash) },
    actions: doing(ctx, order, newKey),
  });
}

function titleOf(ctx: PageContext, order: SellerOrder): string {
  const { selling } = ctx.t;
  const say = order.actions.includes('hand_over')
    ? selling.handOver
    : order.actions.includes('mark_ready')
      ? selling.prepare
      : selling.ship;
  return say(copiesIn(order), order.buyer.name);
}

function how(ctx: PageContext, { delivery, address }: SellerOrder): string {
  const { selling } = ctx.t;
  return delivery.coverage === 'pickup' ? selling.pickup : selling.via(delivery.name, address?.city ?? '');
}

function whenOf(ctx: PageContext, { shipBy }: SellerOrder, late: boolean): Html {
  if (shipBy === null) return nothing;
  const { selling } = ctx.t;
  const date = formatDate(ctx, shipBy);
  return html`<br><strong>${late ? selling.late(date) : selling.shipBy(date)}</strong>`;
}

function doing(ctx: PageContext, order: SellerOrder, newKey: () => string): Html {
  const { selling } = ctx.t;
  const { id, actions, buyer } = order;
  const see = html`<a class="button quiet" href="${ctx.url(paths.sale(id))}" aria-label="${selling.seeOf(buyer.name)}"><span>${selling.see}</span></a>`;
  if (actions.includes('hand_over')) return html`${handoverInline(ctx, order, newKey())}${see}`;
  if (actions.includes('mark_ready'))
    return html`${actionButton(ctx, ctx.url(paths.shipment(id)), { label: selling.isReady, kind: 'primary' }, { key: newKey() })}${see}`;
  return linkButton(selling.sentIt, `${ctx.url(paths.sale(id))}#ship`, { kind: 'primary' });
}

function handoverInline(ctx: PageContext, { id, buyer }: SellerOrder, key: string): Html {
  const { selling } = ctx.t;
  const body = html`<input type="text" name="code" inputmode="numeric" autocomplete="off" maxlength="20" placeholder="${selling.code}" aria-label="${selling.codeOf(buyer.name)}">${button({ label: selling.handoverButton, kind: 'primary' })}`;
  return html`<div class="code-form">${form(ctx, { action: ctx.url(paths.handover(id)), hidden: { key }, body })}</div>`;
}
