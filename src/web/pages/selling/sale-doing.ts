import { button } from '../../components/button.ts';
import { form } from '../../components/form.ts';
import { panel } from '../../components/panel.ts';
import { select } from '../../components/select.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDate } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import type { Sale } from './sale.ts';

/** What its seller does now, or what is waited for. */
export function saleDoing(ctx: PageContext, sale: Sale): Html {
  const { actions, status } = sale.order;
  if (actions.includes('ship')) return shipForm(ctx, sale);
  if (actions.includes('mark_ready')) return readyForm(ctx, sale);
  if (actions.includes('hand_over')) return handoverForm(ctx, sale);
  const words: Readonly<Record<string, string | undefined>> = ctx.t.selling.next;
  return panel({ title: ctx.t.selling.what, body: html`<p>${words[status] ?? ''}</p>` });
}

function shipForm(ctx: PageContext, { order, providers, typed, errors, key }: Sale): Html {
  const { selling } = ctx.t;
  const options = providers.map(({ id, name }) => ({ value: id, label: name }));
  const provider = select(ctx, {
    name: 'provider',
    label: selling.provider,
    options,
    value: typed.provider,
    error: errors.provider,
  });
  const tracking = textInput(ctx, {
    name: 'tracking',
    label: selling.tracking,
    help: selling.trackingHelp,
    value: typed.tracking,
    error: errors.tracking,
    autocomplete: 'off',
    enterkeyhint: 'done',
    spellcheck: false,
    maxlength: 100,
    required: false,
  });
  const body = html`<div class="stack"><p>${selling.shipLead(formatDate(ctx, order.shipBy ?? order.createdAt))}</p>${provider}${tracking}${button({ label: selling.shipButton, kind: 'primary' })}</div>`;
  return html`<div id="ship">${panel({ title: selling.shipTitle, body: form(ctx, { action: ctx.url(paths.shipment(order.id)), hidden: { key }, body }) })}</div>`;
}

function readyForm(ctx: PageContext, { order, key }: Sale): Html {
  const { selling } = ctx.t;
  const body = html`<div class="stack"><p>${selling.readyLead}</p>${button({ label: selling.readyButton, kind: 'primary' })}</div>`;
  return panel({
    title: selling.what,
    body: form(ctx, { action: ctx.url(paths.shipment(order.id)), hidden: { key }, body }),
  });
}

function handoverForm(ctx: PageContext, { order, typed, errors, key }: Sale): Html {
  const { selling } = ctx.t;
  const code = textInput(ctx, {
    name: 'code',
    label: selling.code,
    value: typed.code,
    error: errors.code,
    inputmode: 'numeric',
    autocomplete: 'off',
    enterkeyhint: 'done',
    maxlength: 20,
    width: 'short',
  });
  const body = html`<div class="stack"><p>${selling.handoverLead(order.buyer.name)}</p>${code}${button({ label: selling.handoverButton, kind: 'primary' })}</div>`;
  return panel({
    title: selling.handoverTitle,
    body: form(ctx, { action: ctx.url(paths.handover(order.id)), hidden: { key }, body }),
  });
}
