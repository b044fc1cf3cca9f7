import type { Listing } from '../../../modules/catalogue/index.ts';
import { isDomainError } from '../../../platform/errors.ts';
import { confirmation } from '../../components/confirmation.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { booksAddress } from './my-books-page.ts';
import { ownListing } from './own-listing.ts';

export const showRemoval: PageHandler = async (request) => ({
  page: removalPage(request.ctx, await ownListing(request)),
});

export const removeBook: PageHandler = async (request) => {
  const listing = await ownListing(request);
  try {
    await request.doors.catalogue.removeListing({ sellerId: memberOf(request).accountId, listingId: listing.id });
    return { redirect: booksAddress(listing.state), done: 'listing_removed' };
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'listing.held') throw error;
    return { page: removalPage(request.ctx, listing, { form: request.ctx.t.publishing.removeHeld }), status: 409 };
  }
};

function removalPage(ctx: PageContext, { id, title }: Listing, errors: FormErrors = {}): Page {
  const { publishing } = ctx.t;
  const question = confirmation(ctx, {
    title: publishing.removeTitle,
    text: publishing.removeText(title),
    action: ctx.url(paths.bookRemoval(id)),
    label: publishing.remove,
    backHref: ctx.url(paths.myBook(id)),
  });
  return { title: publishing.removeTitle, robots: 'noindex', body: html`${errorSummary(ctx, errors)}${question}` };
}
