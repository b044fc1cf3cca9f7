import type { Listing } from '../../../modules/catalogue/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { keyOf, typed } from '../buying/form-values.ts';
import { type BookForm, errorsOf, factsOf, fieldsOf, readBookForm } from './book-form.ts';
import { explainBookRefusal } from './explain-book-refusal.ts';
import { knownBook } from './known-book.ts';
import { photosPage } from './photos-page.ts';
import { type KnownBook, publishPage } from './publish-page.ts';
import { areTooMany, isEmpty, type RefusedPhoto, takePhoto } from './take-photo.ts';

/** What the fields of the form came to: a draft, or what was wrong with them. */
type Judged = { listing: Listing } | Wrong;

interface Wrong {
  readonly errors: FormErrors;
  readonly known: KnownBook;
}

interface Received {
  readonly body: PageRequest['body'];
  readonly judged: Judged;
  readonly refused: readonly RefusedPhoto[];
  readonly tooMany: boolean;
  /** Whether photos came with it, which a browser doesn't keep. */
  readonly photos: boolean;
}

/**
 * Publishes a book with its photos, in one form. The fields stand before the photos: when the first photo arrives, they are judged
 * and kept as a draft, the photos go straight into it, and at the end it is put up for sale. Sending the form again does nothing twice.
 */
export const sendPublish: PageHandler = async (request) => {
  const received = await receive(request);
  const { judged, refused, tooMany, body } = received;
  if ('errors' in judged) return askAgain(request, received, judged);
  const listingId = judged.listing.id;
  const { accountId: sellerId } = memberOf(request);
  if (refused.length > 0 || tooMany) {
    const listing = await request.doors.catalogue.getListing({ listingId, viewerId: sellerId });
    return { page: photosPage(request.ctx, { listing, refused, tooMany, fresh: true }), status: 422 };
  }
  if (typed(body, 'state') === 'draft') return { redirect: paths.myBook(listingId), done: 'draft_saved' };
  await request.doors.catalogue.updateListing({ sellerId, listingId, state: 'active' });
  return { redirect: paths.published(listingId) };
};

async function receive(request: PageRequest): Promise<Received> {
  const body: Record<string, string | string[]> = {};
  const refused: RefusedPhoto[] = [];
  const state = { judged: undefined as Judged | undefined, photos: false, tooMany: false };
  try {
    for await (const part of request.upload()) {
      if (part.kind === 'field') addField(body, part);
      else if (isEmpty(part)) part.stream.resume();
      else {
        state.photos = true;
        state.judged ??= await judge(request, body);
        const refusal = await takeInto(request, state.judged, part);
        if (refusal) refused.push(refusal);
      }
    }
  } catch (error) {
    if (!areTooMany(error)) throw error;
    state.tooMany = true;
  }
  return { body, refused, ...state, judged: state.judged ?? (await judge(request, body)) };
}

function addField(body: Record<string, string | string[]>, { name, value }: { name: string; value: string }): void {
  const before = body[name];
  body[name] = before === undefined ? value : [before, value].flat();
}

/** A form with errors still has to be read to its end. */
async function takeInto(
  request: PageRequest,
  judged: Judged,
  part: Parameters<typeof takePhoto>[2],
): Promise<RefusedPhoto | undefined> {
  if ('listing' in judged)
    return takePhoto(request, { sellerId: memberOf(request).accountId, listingId: judged.listing.id }, part);
  part.stream.resume();
  return undefined;
}

async function judge(request: PageRequest, body: PageRequest['body']): Promise<Judged> {
  const form = readBookForm(body);
  const { book, wrong } = await bookOf(request, form);
  const errors = { ...wrong, ...errorsOf(request.ctx, form, { known: book.from === 'ours', leastQuantity: 1 }) };
  if (Object.keys(errors).length > 0) return { errors, known: book };
  try {
    return { listing: await keepDraft(request, form, book, keyOf(body, newId())) };
  } catch (error) {
    const refusal = explainBookRefusal(request.ctx, error);
    if (!refusal) throw error;
    return { errors: refusal, known: book };
  }
}

async function bookOf(request: PageRequest, form: BookForm): Promise<{ book: KnownBook; wrong: FormErrors }> {
  try {
    return { book: await knownBook(request, form.isbn), wrong: {} };
  } catch (error) {
    const wrong = explainBookRefusal(request.ctx, error);
    if (!wrong) throw error;
    return { book: { from: 'nobody', facts: {} }, wrong: { form: request.ctx.t.forms.errors.isbn } };
  }
}

function keepDraft(request: PageRequest, form: BookForm, book: KnownBook, idempotencyKey: string): Promise<Listing> {
  const { accountId: sellerId } = memberOf(request);
  const facts = book.from === 'ours' ? { isbn: form.isbn } : factsOf(form);
  return request.doors.catalogue.publishListing({
    sellerId,
    facts,
    fields: fieldsOf(request.ctx, form),
    state: 'draft',
    idempotencyKey,
  });
}

function askAgain({ ctx, config }: PageRequest, { body, photos }: Received, { errors, known }: Wrong): PageAnswer {
  const all = photos ? { ...errors, photos: ctx.t.publishing.errors.photosAgain } : errors;
  const { commissionPercent } = config.shop;
  return {
    page: publishPage(ctx, { known, typed: readBookForm(body), errors: all, key: newId(), commissionPercent }),
    status: 422,
  };
}
