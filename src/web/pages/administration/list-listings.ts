import type { Listing, ListingState } from '../../../modules/catalogue/index.ts';
import { linkButton } from '../../components/button.ts';
import { dataTable } from '../../components/data-table.ts';
import { actionButton } from '../../components/form.ts';
import { badge } from '../../components/order-status.ts';
import { pagination } from '../../components/pagination.ts';
import { tabs } from '../../components/tabs.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney, formatNumber } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { adminPage, asked, nextHref, orNothing, pageLimit, searchForm, sectionPath } from './frame.ts';

const states: readonly ListingState[] = ['draft', 'active', 'paused', 'sold_out', 'removed', 'blocked'];

/** Listings in any state, by words. */
export const listListings: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const q = asked(request, 'q');
  const state = states.find((each) => each === asked(request, 'state'));
  const found = await doors.catalogue.searchListingsAsAdministrator({
    q,
    state,
    cursor: asked(request, 'cursor'),
    limit: pageLimit,
  });
  const table = orNothing(ctx, found.items, () => listingsTable(ctx, found.items));
  const next = nextHref(ctx, 'listings', { q, state }, found.nextCursor);
  return {
    page: adminPage(
      ctx,
      'listings',
      html`${searchForm(ctx, 'listings', ctx.t.admin.searchListings, q)}${stateTabs(ctx, state)}${table}${pagination(ctx, { next })}`,
    ),
  };
};

function stateTabs(ctx: PageContext, current: ListingState | undefined): Html {
  const { admin } = ctx.t;
  const all = { label: admin.all, href: ctx.url(sectionPath('listings')), current: current === undefined };
  const each = states.map((state) => ({
    label: admin.states[state],
    href: ctx.url(`${sectionPath('listings')}?state=${state}`),
    current: state === current,
  }));
  return tabs(ctx, admin.state, [all, ...each]);
}

function listingsTable(ctx: PageContext, listings: readonly Listing[]): Html {
  const { admin } = ctx.t;
  return dataTable({
    caption: admin.sections.listings,
    columns: [
      { label: admin.book },
      { label: admin.seller },
      { label: admin.price, kind: 'number' },
      { label: admin.copies, kind: 'number' },
      { label: admin.state },
      { label: admin.actions, kind: 'actions' },
    ],
    rows: listings.map((listing) => [
      html`<a href="${ctx.url(paths.listing(listing.id))}">${listing.title}</a>`,
      html`<a href="${ctx.url(paths.seller(listing.seller.id))}">${listing.seller.name}</a>`,
      formatMoney(ctx, listing.priceMinor),
      formatNumber(ctx, listing.quantity),
      badge(admin.states[listing.state], listing.state === 'blocked' ? 'danger' : 'quiet'),
      blockAction(ctx, listing),
    ]),
  });
}

function blockAction(ctx: PageContext, listing: Listing): Html {
  const { admin } = ctx.t;
  const place = ctx.url(`${sectionPath('listings')}/${listing.id}/block`);
  return listing.state === 'blocked'
    ? actionButton(ctx, place, { label: admin.unblock, kind: 'quiet' }, { blocked: 'no' })
    : linkButton(admin.block, place, { kind: 'quiet' });
}
