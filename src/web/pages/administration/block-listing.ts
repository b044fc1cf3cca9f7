import type { PageAnswer, PageHandler } from '../../route.ts';
import { adminConfirmation, record, sectionPath } from './frame.ts';

/** Asks once before a listing is blocked. */
export const showBlock: PageHandler = async ({ ctx, doors, params }): Promise<PageAnswer> => {
  const listing = await doors.catalogue.getListing({ listingId: params.id ?? '', asAdministrator: true });
  const { admin } = ctx.t;
  const action = ctx.url(`${sectionPath('listings')}/${listing.id}/block`);
  return {
    page: adminConfirmation(ctx, 'listings', {
      title: admin.blockTitle(listing.title),
      text: admin.blockText,
      action,
      label: admin.block,
      hidden: { blocked: 'yes' },
      backHref: ctx.url(sectionPath('listings')),
    }),
  };
};

export const blockListing: PageHandler = async (request): Promise<PageAnswer> => {
  const blocked = request.body.blocked === 'yes';
  const listing = await request.doors.catalogue.setBlocked({ listingId: request.params.id ?? '', blocked });
  await record(request, blocked ? 'listing.blocked' : 'listing.unblocked', listing.id, { title: listing.title });
  return { redirect: sectionPath('listings'), done: blocked ? 'listing_blocked' : 'listing_unblocked' };
};
