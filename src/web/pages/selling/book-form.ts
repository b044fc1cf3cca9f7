import type { EditionFacts, Listing, ListingFields } from '../../../modules/catalogue/index.ts';
import { minorPerMajor } from '../../../platform/money.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { formatNumber } from '../../messages/formats.ts';
import { readMoneyMinor } from '../../read-money.ts';
import type { PageRequest } from '../../route.ts';
import { typed } from '../buying/form-values.ts';

/** A book for sale as it was typed: nothing is trimmed or corrected, so that it comes back as it was. */
export interface BookForm {
  readonly isbn: string;
  readonly title: string;
  readonly authors: string;
  readonly publisher: string;
  readonly year: string;
  readonly language: string;
  readonly format: string;
  readonly subjects: readonly string[];
  readonly condition: string;
  readonly flags: readonly string[];
  readonly notes: string;
  readonly price: string;
  readonly quantity: string;
}

const textNames = [
  'isbn',
  'title',
  'authors',
  'publisher',
  'year',
  'language',
  'format',
  'condition',
  'notes',
  'price',
  'quantity',
] as const;

export function readBookForm(body: PageRequest['body']): BookForm {
  const texts = Object.fromEntries(textNames.map((name) => [name, typed(body, name)])) as Record<
    (typeof textNames)[number],
    string
  >;
  return { ...texts, subjects: [body.subjects ?? []].flat(), flags: [body.flags ?? []].flat() };
}

/** A form that nobody has typed into, with what is known of the book. */
export function freshBookForm(facts: EditionFacts): BookForm {
  return { ...factFields(facts), condition: '', flags: [], notes: '', price: '', quantity: '1' };
}

/** A listing as its form shows it. */
export function bookFormOf(ctx: PageContext, listing: Listing): BookForm {
  const { condition, flags, notes, priceMinor, quantity } = listing;
  const price = formatNumber(ctx, priceMinor / minorPerMajor(ctx.shop.currency));
  return { ...factFields(listing), condition, flags, notes, price, quantity: String(quantity) };
}

type KnownFacts = { [Name in keyof EditionFacts]?: EditionFacts[Name] | null };

const factFields = (facts: KnownFacts) => ({
  isbn: facts.isbn ?? '',
  title: facts.title ?? '',
  authors: joined(facts.authors ?? []),
  publisher: facts.publisher ?? '',
  year: String(facts.year ?? ''),
  language: facts.language ?? '',
  format: facts.format ?? '',
  subjects: facts.subjects ?? [],
});

const joined = (names: readonly string[]): string => names.join('; ');

const namesIn = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What the catalogue is told of the book; what is empty is not said. */
export function factsOf(form: BookForm): EditionFacts {
  const { isbn, title, authors, publisher, year, language, format, subjects } = form;
  return {
    ...(isbn.trim() === '' ? {} : { isbn }),
    title: title.trim(),
    authors: namesIn(authors),
    ...(publisher.trim() === '' ? {} : { publisher: publisher.trim() }),
    ...(year.trim() === '' ? {} : { year: Number(year) }),
    ...(language === '' ? {} : { language }),
    ...(format === '' ? {} : { format: format as EditionFacts['format'] }),
    subjects: [...subjects],
  };
}

/** An edit also clears what was emptied, where the catalogue can clear it. */
export const editedFactsOf = (form: BookForm): EditionFacts => {
  const { isbn: _, ...facts } = factsOf(form);
  return {
    ...facts,
    publisher: form.publisher.trim(),
    year: facts.year ?? null,
    language: form.language,
    format: facts.format ?? null,
  };
};

/** Called once `errorsOf` found nothing wrong. */
export function fieldsOf(ctx: PageContext, form: BookForm): ListingFields {
  return {
    condition: form.condition as ListingFields['condition'],
    flags: form.flags as ListingFields['flags'],
    notes: form.notes.replaceAll('\r\n', '\n').trim(),
    priceMinor: readMoneyMinor(form.price, ctx.shop.currency) ?? 0,
    quantity: Number(form.quantity),
  };
}

const mostCopies = 9999;
const earliestYear = 1400;

interface Asked {
  /** The edition is known, so that its facts are not asked. */
  readonly known: boolean;
  readonly leastQuantity: 0 | 1;
}

/** What is missing or can't be, all at once; finer limits are the catalogue's. */
export function errorsOf(ctx: PageContext, form: BookForm, { known, leastQuantity }: Asked): FormErrors {
  const { errors } = ctx.t.publishing;
  const wrong: Record<string, string> = {};
  if (!known && form.title.trim() === '') wrong.title = errors.title;
  const latest = new Date().getUTCFullYear() + 1;
  if (!known && form.year.trim() !== '' && !isWhole(form.year, earliestYear, latest)) wrong.year = errors.year(latest);
  if (!Object.hasOwn(ctx.t.book.conditions, form.condition)) wrong.condition = errors.condition;
  if (!readMoneyMinor(form.price, ctx.shop.currency)) wrong.price = errors.price;
  if (!isWhole(form.quantity, leastQuantity, mostCopies))
    wrong.quantity = leastQuantity === 0 ? errors.quantityEdit : errors.quantity;
  return wrong;
}

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\s*\d{1,6}\s*$/.test(text) && Number(text) >= least && Number(text) <= most;
