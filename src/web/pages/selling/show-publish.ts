import { isDomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { freshBookForm } from './book-form.ts';
import { isbnPage } from './isbn-page.ts';
import { knownBook } from './known-book.ts';
import { publishPage } from './publish-page.ts';

/** First the ISBN; with it, or on the way without, the form. */
export const showPublish: PageHandler = (request) => {
  const { ctx, query } = request;
  const isbn = query.isbn;
  if (query.by === 'hand') return showForm(request, '');
  if (typeof isbn !== 'string') return { page: isbnPage(ctx, '') };
  if (isbn.trim() === '') return { page: isbnPage(ctx, isbn, { isbn: ctx.t.publishing.isbnMissing }), status: 422 };
  return showForm(request, isbn);
};

async function showForm(request: PageRequest, isbn: string): Promise<PageAnswer> {
  const { ctx, config } = request;
  try {
    const known = await knownBook(request, isbn);
    const { commissionPercent } = config.shop;
    return {
      page: publishPage(ctx, { known, typed: freshBookForm(known.facts), errors: {}, key: newId(), commissionPercent }),
    };
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'isbn.invalid') throw error;
    return { page: isbnPage(ctx, isbn, { isbn: ctx.t.forms.errors.isbn }), status: 422 };
  }
}
