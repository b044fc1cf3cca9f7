import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { typed } from '../buying/form-values.ts';
import { bookFormOf } from './book-form.ts';
import { bookForm } from './edit-book.ts';
import { explainBookRefusal, statusOf } from './explain-book-refusal.ts';
import { ownListing } from './own-listing.ts';

/** So many copies are there now, whatever was there before: sending it again changes nothing. What can't be is said on the listing's form. */
export const restock: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const listing = await ownListing(request);
  const quantity = typed(body, 'quantity');
  try {
    const fields = { quantity: /^\s*\d{1,6}\s*$/.test(quantity) ? Number(quantity) : -1 };
    await doors.catalogue.updateListing({ sellerId: memberOf(request).accountId, listingId: listing.id, fields });
    return { redirect: paths.myBooks, done: 'listing_restocked' };
  } catch (error) {
    const refusal = explainBookRefusal(ctx, error);
    if (!refusal) throw error;
    const errors =
      refusal.quantity === ctx.t.forms.errors.invalid ? { quantity: ctx.t.publishing.errors.quantityEdit } : refusal;
    return bookForm(request, listing, { ...bookFormOf(ctx, listing), quantity }, { errors, status: statusOf(error) });
  }
};
