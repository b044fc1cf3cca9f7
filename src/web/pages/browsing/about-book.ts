import type { Edition } from '../../../modules/catalogue/index.ts';
import { facts } from '../../components/facts.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { languageName } from '../../messages/formats.ts';
import { subjectAddress, wordsAddress } from './search-address.ts';
import { subjectName } from './subject-name.ts';

const shownAuthors = 6;

/** Title and authors at the top of a page; each author leads to their books. */
export function bookHead(ctx: PageContext, { title, authors }: Pick<Edition, 'title' | 'authors'>, above: Html): Html {
  return html`<div class="copy-head">${above}<h1>${title}</h1><p class="lead copy-authors">${authors.length === 0 ? ctx.t.book.noAuthor : authorLinks(ctx, authors)}</p></div>`;
}

function authorLinks(ctx: PageContext, authors: readonly string[]): Html {
  const links = authors
    .slice(0, shownAuthors)
    .map((name, place) => html`${place > 0 ? ', ' : ''}<a href="${ctx.url(wordsAddress(name))}">${name}</a>`);
  return html`${links}${authors.length > shownAuthors ? ' …' : ''}`;
}

/** What is known of the edition. */
export function bookFacts(ctx: PageContext, edition: Omit<Edition, 'id' | 'workId'>): Html {
  const { book } = ctx.t;
  return facts([
    [book.publisher, edition.publisher],
    [book.year, edition.year],
    [book.language, edition.language === null ? null : languageName(ctx.locale, edition.language)],
    [book.format, edition.format === null ? null : book.formats[edition.format]],
    [book.isbn, edition.isbn ?? book.noIsbn],
    [book.subjects, edition.subjects.length === 0 ? null : subjectLinks(ctx, edition.subjects)],
  ]);
}

const subjectLinks = (ctx: PageContext, subjects: readonly string[]): Html =>
  html`${subjects.map((subject, place) => html`${place > 0 ? ', ' : ''}<a href="${ctx.url(subjectAddress(subject))}">${subjectName(ctx.locale, subject)}</a>`)}`;
