import type { Account } from '../../../modules/accounts/index.ts';
import { linkButton } from '../../components/button.ts';
import { dataTable } from '../../components/data-table.ts';
import { actionButton } from '../../components/form.ts';
import { badge } from '../../components/order-status.ts';
import { pagination } from '../../components/pagination.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMonth } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { adminPage, asked, nextHref, orNothing, pageLimit, searchForm, sectionPath } from './frame.ts';

/** Accounts by name or e-mail. */
export const listAccounts: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const q = asked(request, 'q');
  const found = await doors.accounts.searchAccounts({ q, cursor: asked(request, 'cursor'), limit: pageLimit });
  const table = orNothing(ctx, found.items, () => accountsTable(ctx, found.items));
  const body = html`${searchForm(ctx, 'accounts', ctx.t.admin.searchAccounts, q)}${table}${pagination(ctx, { next: nextHref(ctx, 'accounts', { q }, found.nextCursor) })}`;
  return { page: adminPage(ctx, 'accounts', body) };
};

function accountsTable(ctx: PageContext, accounts: readonly Account[]): Html {
  const { admin } = ctx.t;
  return dataTable({
    caption: admin.sections.accounts,
    columns: [
      { label: admin.name },
      { label: admin.email },
      { label: admin.city },
      { label: admin.role },
      { label: admin.since },
      { label: admin.state },
      { label: admin.actions, kind: 'actions' },
    ],
    rows: accounts.map((account) => [
      html`<a href="${ctx.url(paths.seller(account.id))}">${account.name}</a>`,
      account.email,
      account.city ?? '',
      admin.roles[account.role],
      formatMonth(ctx, account.createdAt),
      html`${account.suspended ? badge(admin.suspended, 'danger') : nothing}${account.emailConfirmed ? nothing : badge(admin.unconfirmed, 'quiet')}`,
      accountActions(ctx, account),
    ]),
  });
}

function accountActions(ctx: PageContext, account: Account): Html {
  const { admin } = ctx.t;
  const place = `${sectionPath('accounts')}/${account.id}`;
  const suspension = account.suspended
    ? actionButton(ctx, ctx.url(`${place}/suspension`), { label: admin.restore, kind: 'quiet' }, { suspended: 'no' })
    : linkButton(admin.suspend, ctx.url(`${place}/suspension`), { kind: 'quiet' });
  const role =
    account.role === 'administrator'
      ? actionButton(ctx, ctx.url(`${place}/role`), { label: admin.demote, kind: 'quiet' }, { role: 'member' })
      : linkButton(admin.promote, ctx.url(`${place}/role`), { kind: 'quiet' });
  return html`${suspension}${role}`;
}
