import type { Balance, LedgerEntry, Payout } from '../../../modules/payments/index.ts';
import { dataTable } from '../../components/data-table.ts';
import { icons } from '../../components/icon.ts';
import { pageHeading, sectionHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { panel } from '../../components/panel.ts';
import { statTiles } from '../../components/stat-tiles.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatDate, formatMoney, formatNumber } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';

export interface SellerMoney {
  readonly balance: Balance;
  readonly payouts: readonly Payout[];
  readonly entries: readonly LedgerEntry[];
  readonly next: string | null;
  readonly later: boolean;
  readonly commissionPercent: number;
  readonly emailConfirmed: boolean;
}

/** What a seller has in store, is owed, and was paid; and every movement of it. */
export function moneyPage(ctx: PageContext, money: SellerMoney): Page {
  const { selling } = ctx.t;
  const { balance } = money;
  const back = html`<p class="way-back"><a href="${ctx.url(paths.sales)}">${icons.back}<span>${selling.title}</span></a></p>`;
  const tiles = statTiles([
    { label: selling.escrow, value: formatMoney(ctx, balance.escrowMinor), note: selling.escrowNote },
    { label: selling.payable, value: formatMoney(ctx, balance.payableMinor), note: selling.payableNote },
    { label: selling.paidOut, value: formatMoney(ctx, balance.paidOutMinor) },
  ]);
  return {
    title: selling.moneyTitle,
    robots: 'noindex',
    wide: true,
    body: html`${back}${pageHeading({ title: selling.moneyTitle, lead: selling.moneyLead(formatNumber(ctx, money.commissionPercent)) })}<div class="stack">${unconfirmed(ctx, money)}${tiles}${payouts(ctx, money)}${ledger(ctx, money)}</div>`,
  };
}

function unconfirmed(ctx: PageContext, { emailConfirmed }: SellerMoney): Html {
  if (emailConfirmed) return nothing;
  const { selling } = ctx.t;
  return panel({
    tone: 'sunken',
    body: html`<p>${selling.unconfirmed} <a href="${ctx.url(paths.account)}">${selling.unconfirmedLink}</a></p>`,
  });
}

function payouts(ctx: PageContext, { payouts: list }: SellerMoney): Html {
  const { selling } = ctx.t;
  const { date, amount, note } = selling.payoutColumns;
  const rows = list.map((payout) => [
    formatDate(ctx, payout.createdAt),
    formatMoney(ctx, payout.amountMinor),
    payout.note,
  ]);
  const table =
    rows.length === 0
      ? html`<p class="muted">${selling.noPayouts}</p>`
      : dataTable({
          caption: selling.payouts,
          columns: [{ label: date }, { label: amount, kind: 'number' }, { label: note }],
          rows,
        });
  return html`<section>${sectionHeading(selling.payouts)}${table}</section>`;
}

/** One line a movement: what is owed to the seller is where each of them shows. */
function ledger(ctx: PageContext, { entries, next, later }: SellerMoney): Html {
  const { selling } = ctx.t;
  const { date, what, order, amount } = selling.ledgerColumns;
  const rows = entries
    .filter(({ account }) => account === 'payable')
    .map((entry) => [
      formatDate(ctx, entry.at),
      reasonOf(ctx, entry),
      saleLink(ctx, entry),
      signedMoney(ctx, entry.amountMinor),
    ]);
  const columns = [{ label: date }, { label: what }, { label: order }, { label: amount, kind: 'number' as const }];
  const table =
    rows.length === 0 && !later
      ? html`<p class="muted">${selling.noLedger}</p>`
      : dataTable({ caption: selling.ledger, columns, rows });
  const ways = pagination(ctx, {
    next: next === null ? null : ctx.url(`${paths.money}?cursor=${encodeURIComponent(next)}`),
    first: later ? ctx.url(paths.money) : null,
  });
  return html`<section>${sectionHeading(selling.ledger)}${table}${ways}</section>`;
}

function reasonOf(ctx: PageContext, { reason }: LedgerEntry): string {
  const words: Readonly<Record<string, string | undefined>> = ctx.t.selling.reasons;
  return words[reason] ?? ctx.t.selling.reasons.other;
}

const saleLink = (ctx: PageContext, { orderId }: LedgerEntry): Html =>
  orderId === null ? nothing : html`<a href="${ctx.url(paths.sale(orderId))}">${ctx.t.selling.seeSale}</a>`;

/** What goes out has a minus in front, as on paper. */
const signedMoney = (ctx: PageContext, amountMinor: number): string =>
  amountMinor < 0 ? `− ${formatMoney(ctx, -amountMinor)}` : formatMoney(ctx, amountMinor);
