import type { EditionFacts } from '../../../modules/catalogue/index.ts';
import { bookPicture } from '../../components/book-picture.ts';
import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { photoInput } from '../../components/photo-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { copyFields, factFields, isAnyWrong, moreFields, notesAndFlags, quantityField } from './book-fields.ts';
import type { BookForm } from './book-form.ts';

/** What is known of the book before anything is typed. */
export interface KnownBook {
  /** `ours`: the shop has the edition, and its facts stand. `outside`: proposed by a provider of book data. */
  readonly from: 'ours' | 'outside' | 'nobody';
  readonly facts: EditionFacts;
  /** Of the edition's drawn cover, where the shop has it. */
  readonly workId?: string | undefined;
}

export interface Publication {
  readonly known: KnownBook;
  readonly typed: BookForm;
  readonly errors: FormErrors;
  /** The idempotency key of this form. */
  readonly key: string;
  readonly commissionPercent: number;
}

/** The second step: a book the shop knows asks for condition and price; any other for its title as well. Photos come last, since what stands before them can be judged before they arrive. */
export function publishPage(ctx: PageContext, { known, typed, errors, key, commissionPercent }: Publication): Page {
  const { publishing } = ctx.t;
  const ours = known.from === 'ours';
  const more = html`${quantityField(ctx, typed, errors, publishing.quantity)}${notesAndFlags(ctx, typed, errors)}`;
  const copy = html`${copyFields(ctx, typed, errors, commissionPercent)}${moreFields(publishing.moreCopy, more, isAnyWrong(errors, ['quantity', 'notes', 'flags']))}`;
  const photos = photoInput(ctx, {
    name: 'photos',
    label: publishing.photos,
    help: publishing.photosWhy,
    error: errors.photos,
    required: false,
  });
  const buttons = html`<div class="actions">${button({ label: publishing.publish, kind: 'primary', name: 'state', value: 'active' })}${button({ label: publishing.saveDraft, kind: 'quiet', name: 'state', value: 'draft' })}</div>`;
  const body = html`<div class="stack">${ours ? nothing : factFields(ctx, typed, errors)}${copy}${photos}${buttons}</div>`;
  return {
    title: publishing.title,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${head(ctx, known)}${form(ctx, { action: ctx.url(paths.publish), hidden: { key, isbn: typed.isbn }, multipart: true, body })}`,
  };
}

function head(ctx: PageContext, known: KnownBook): Html {
  const { publishing } = ctx.t;
  const isbn = known.facts.isbn;
  const other = html`<p><a href="${ctx.url(paths.publish)}">${publishing.otherBook}</a></p>`;
  if (known.from === 'ours') return html`${pageHeading({ title: publishing.formTitle })}${knownEdition(ctx, known)}`;
  const lead =
    isbn === undefined ? undefined : known.from === 'outside' ? publishing.foundOutside : publishing.unknownIsbn(isbn);
  return html`${pageHeading({ title: publishing.byHandTitle, lead })}${isbn === undefined ? nothing : other}`;
}

/** The edition as the shop has it: to see at a glance that it is the one in one's hand. */
export function knownEdition(ctx: PageContext, { facts, workId }: Pick<KnownBook, 'facts' | 'workId'>): Html {
  const { book, publishing } = ctx.t;
  const details = [facts.publisher, facts.year, facts.format && book.formats[facts.format], facts.isbn]
    .filter(Boolean)
    .join(' · ');
  return html`<div class="known-edition">${workId === undefined ? nothing : bookPicture({ workId }, '', true)}<div><p class="known-title">${facts.title ?? ''}</p><p>${book.byLine(facts.authors ?? [])}</p><p class="muted">${details}</p><p><a href="${ctx.url(paths.publish)}">${publishing.otherBook}</a></p></div></div>`;
}
