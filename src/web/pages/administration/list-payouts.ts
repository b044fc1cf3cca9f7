import type { Profile } from '../../../modules/accounts/index.ts';
import type { Balance } from '../../../modules/payments/index.ts';
import { newId } from '../../../platform/ids.ts';
import { button, linkButton } from '../../components/button.ts';
import { dataTable } from '../../components/data-table.ts';
import { form } from '../../components/form.ts';
import { pagination } from '../../components/pagination.ts';
import { textInput } from '../../components/text-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { keyOf, typed } from '../buying/form-values.ts';
import { adminPage, asked, nextHref, orNothing, pageLimit, record, sectionPath } from './frame.ts';

/** What each seller is owed. */
export const listPayouts: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const found = await doors.payments.listBalances({ cursor: asked(request, 'cursor'), limit: pageLimit });
  const profiles = await doors.accounts.publicProfiles({ accountIds: found.items.map((balance) => balance.sellerId) });
  const table = orNothing(ctx, found.items, () => balancesTable(ctx, found.items, profiles));
  return {
    page: adminPage(
      ctx,
      'payouts',
      html`${table}${pagination(ctx, { next: nextHref(ctx, 'payouts', {}, found.nextCursor) })}`,
    ),
  };
};

function balancesTable(ctx: PageContext, balances: readonly Balance[], profiles: readonly Profile[]): Html {
  const { admin } = ctx.t;
  const names = new Map(profiles.map((profile) => [profile.id, profile.name]));
  return dataTable({
    caption: admin.sections.payouts,
    columns: [
      { label: admin.seller },
      { label: admin.escrow, kind: 'number' },
      { label: admin.payable, kind: 'number' },
      { label: admin.paidOut, kind: 'number' },
      { label: admin.actions, kind: 'actions' },
    ],
    rows: balances.map((balance) => [
      names.get(balance.sellerId) ?? balance.sellerId,
      formatMoney(ctx, balance.escrowMinor),
      formatMoney(ctx, balance.payableMinor),
      formatMoney(ctx, balance.paidOutMinor),
      balance.payableMinor > 0
        ? linkButton(admin.payOut, ctx.url(`${sectionPath('payouts')}/${balance.sellerId}`), { kind: 'secondary' })
        : nothing,
    ]),
  });
}

/** Asks once, with the amount and a note, before a payout is recorded. */
export const showPayout: PageHandler = async ({ ctx, doors, params }): Promise<PageAnswer> => {
  const account = await doors.accounts.getAccount({ accountId: params.id ?? '' });
  const balance = await doors.payments.balance({ sellerId: account.id });
  const { admin, forms } = ctx.t;
  const place = ctx.url(`${sectionPath('payouts')}/${account.id}`);
  const fields = html`${textInput(ctx, { name: 'note', label: admin.payOutNote, required: false, maxlength: 200 })}<div class="actions">${button({ label: admin.payOut, kind: 'primary' })}${linkButton(forms.cancel, ctx.url(sectionPath('payouts')), { kind: 'quiet' })}</div>`;
  const body = html`<p>${admin.payOutText(formatMoney(ctx, balance.payableMinor))}</p>${form(ctx, { action: place, body: fields, hidden: { key: newId() } })}`;
  return { page: adminPage(ctx, 'payouts', body, admin.payOutTitle(account.name)) };
};

export const payOut: PageHandler = async (request): Promise<PageAnswer> => {
  const sellerId = request.params.id ?? '';
  const payout = await request.doors.payments.payOut({
    sellerId,
    note: typed(request.body, 'note'),
    idempotencyKey: keyOf(request.body, newId()),
  });
  await record(request, 'seller.paid_out', sellerId, { amountMinor: payout.amountMinor });
  return { redirect: sectionPath('payouts'), done: 'paid_out' };
};
