import type { SellerOrder } from '../../../modules/sales/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { orderLines } from '../../components/order-lines.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textarea } from '../../components/textarea.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { orderLine } from './cart-line.ts';

export interface DisputeForm {
  readonly order: SellerOrder;
  readonly key: string;
  readonly reason: string;
  readonly errors: FormErrors;
}

/** Where a buyer says what is wrong with an order. */
export function disputePage(ctx: PageContext, { order, key, reason, errors }: DisputeForm): Page {
  const { orders } = ctx.t;
  const lines = orderLines(
    ctx,
    order.items.map((item) => ({ ...orderLine(ctx, item), href: undefined })),
  );
  const field = textarea(ctx, {
    name: 'reason',
    label: orders.disputeReason,
    help: orders.disputeHelp,
    value: reason,
    error: errors.reason,
    rows: 5,
    maxlength: 2000,
  });
  const send = html`<div class="actions">${button({ label: orders.disputeSend, kind: 'primary' })}${linkButton(ctx.t.forms.cancel, ctx.url(paths.purchase(order.purchaseId)), { kind: 'quiet' })}</div>`;
  return {
    title: orders.disputeTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${pageHeading({ title: orders.disputeTitle, lead: orders.disputeLead(order.seller.name) })}${lines}${form(
      ctx,
      {
        action: ctx.url(paths.dispute(order.purchaseId, order.id)),
        hidden: { key },
        body: html`<div class="stack">${field}${send}</div>`,
      },
    )}`,
  };
}
