import type { Payment } from '../../../modules/payments/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { facts } from '../../components/facts.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel } from '../../components/panel.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';

/** The sandbox gateway's own page: whoever tries the shop plays the payer's bank. */
export function sandboxPage(ctx: PageContext, payment: Payment): Page {
  const { checkout } = ctx.t;
  const what = facts([
    [checkout.methods[payment.method], ctx.shop.name],
    [checkout.sandboxPayment, html`<code>${payment.id.slice(-8)}</code>`],
    [checkout.sandboxAmount, formatMoney(ctx, payment.amountMinor)],
  ]);
  const buttons = html`<div class="actions">${button({ label: checkout.sandboxApprove, kind: 'primary', name: 'decision', value: 'approve' })}${button({ label: checkout.sandboxDecline, kind: 'danger', name: 'decision', value: 'decline' })}</div>`;
  const text = payment.method === 'bank_transfer' ? checkout.sandboxTransferText : checkout.sandboxPageText;
  const decide = form(ctx, { action: ctx.url(paths.sandbox(payment.id)), body: buttons });
  return page(ctx, checkout.sandboxPage, text, html`${panel({ body: html`${what}${decide}` })}${back(ctx, payment)}`);
}

/** After the decision: the way back to the shop. */
export function sandboxDecidedPage(ctx: PageContext, payment: Payment, decision?: 'approve' | 'decline'): Page {
  const { checkout } = ctx.t;
  const words = {
    approve: [checkout.sandboxApproved, checkout.sandboxApprovedText],
    decline: [checkout.sandboxDeclined, checkout.sandboxDeclinedText],
    none: [checkout.sandboxDecided, checkout.sandboxDecidedText],
  } as const;
  const [title, text] = words[decision ?? 'none'];
  const go = linkButton(checkout.sandboxBack, ctx.url(paths.purchase(payment.purchaseId)), { kind: 'primary' });
  return page(ctx, title, text, html`<p>${go}</p>`);
}

const back = (ctx: PageContext, payment: Payment): Html =>
  html`<p><a href="${ctx.url(paths.purchase(payment.purchaseId))}">${ctx.t.checkout.sandboxBack}</a></p>`;

function page(ctx: PageContext, title: string, lead: string, body: Html): Page {
  const { checkout } = ctx.t;
  const heading = pageHeading({ title, lead, eyebrow: checkout.sandboxTitle });
  return { title, robots: 'noindex', body: html`<div class="stack">${heading}${body}</div>` };
}
