import type { Listing } from '../../../modules/catalogue/index.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { typed } from '../buying/form-values.ts';
import { type BookForm, bookFormOf, editedFactsOf, errorsOf, fieldsOf, readBookForm } from './book-form.ts';
import { editPage } from './edit-page.ts';
import { explainBookRefusal, statusOf } from './explain-book-refusal.ts';
import { ownListing } from './own-listing.ts';

export const showBook: PageHandler = async (request) => {
  const listing = await ownListing(request);
  return bookForm(request, listing, bookFormOf(request.ctx, listing));
};

/** Saves what was changed and, for a draft, publishes it where that button was pressed. */
export const saveBook: PageHandler = async (request) => {
  const { body, ctx, doors } = request;
  const listing = await ownListing(request);
  const form = readBookForm(body);
  const known = listing.isbn !== null;
  const errors = errorsOf(ctx, form, { known, leastQuantity: listing.state === 'draft' ? 1 : 0 });
  if (Object.keys(errors).length > 0) return bookForm(request, listing, form, { errors, status: 422 });
  const publish = typed(body, 'state') === 'active';
  try {
    await doors.catalogue.updateListing({
      sellerId: memberOf(request).accountId,
      listingId: listing.id,
      fields: fieldsOf(ctx, form),
      ...(known ? {} : { facts: editedFactsOf(form) }),
      ...(publish ? { state: 'active' } : {}),
    });
  } catch (error) {
    const refusal = explainBookRefusal(ctx, error);
    if (!refusal) throw error;
    return bookForm(request, listing, form, { errors: refusal, status: statusOf(error) });
  }
  if (publish) return { redirect: paths.published(listing.id) };
  return { redirect: paths.myBook(listing.id), done: listing.state === 'draft' ? 'draft_saved' : 'listing_saved' };
};

/** A listing's form as it was typed; with what is wrong, it is a refusal. */
export async function bookForm(
  { ctx, config, doors }: PageRequest,
  listing: Listing,
  form: BookForm,
  refused?: { errors: FormErrors; status: number },
): Promise<PageAnswer> {
  const commissionMinor = await doors.payments.commissionOf({ copiesMinor: listing.priceMinor });
  const { commissionPercent } = config.shop;
  const page = editPage(ctx, {
    listing,
    typed: form,
    errors: refused?.errors ?? {},
    commissionPercent,
    payoutMinor: listing.priceMinor - commissionMinor,
  });
  return refused ? { page, status: refused.status } : { page };
}
