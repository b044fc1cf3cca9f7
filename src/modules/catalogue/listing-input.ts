import { DomainError } from '../../platform/errors.ts';
import {
  flags as allFlags,
  type Condition,
  conditions,
  type EditionFacts,
  type Flag,
  type Format,
  formats,
  type ListingFields,
} from './door.ts';
import { readIsbn } from './isbn.ts';
import { findLanguage } from './language.ts';
import { hasForbiddenCharacters, lengthOf } from './text.ts';

export const limits = {
  title: 500,
  authors: 20,
  author: 200,
  publisher: 200,
  subjects: 20,
  subject: 80,
  notes: 4000,
  priceMinor: 10 ** 12,
  quantity: 9999,
  reference: 200,
};
const earliestYear = 1400;

/** Facts as given, normalised and within their limits: absent means not given, null means cleared. */
export interface GivenFacts {
  isbn?: string;
  title?: string;
  authors?: string[];
  publisher?: string | null;
  year?: number | null;
  language?: string | null;
  format?: Format | null;
  subjects?: string[];
}

export interface GivenFields {
  condition?: Condition;
  flags?: Flag[];
  notes?: string;
  priceMinor?: number;
  quantity?: number;
}

/** Errors: `listing.invalid` 422 with `details.field`, `isbn.invalid` 422. */
export function readFacts(facts: EditionFacts): GivenFacts {
  const isbn = facts.isbn === undefined ? null : readIsbn(facts.isbn);
  return {
    ...(isbn === null ? {} : { isbn }),
    ...given('title', facts.title, (title) => text('title', title, limits.title)),
    ...given('authors', facts.authors, (authors) => texts('authors', authors, limits.authors, limits.author)),
    ...given('publisher', facts.publisher, (publisher) => textOrNull('publisher', publisher, limits.publisher)),
    ...given(
      'year',
      facts.year,
      orNull((year) => whole('year', year, earliestYear, new Date().getUTCFullYear() + 1)),
    ),
    ...given('language', facts.language, language),
    ...given(
      'format',
      facts.format,
      orNull((format) => oneOf('format', format, formats)),
    ),
    ...given('subjects', facts.subjects, (subjects) => texts('subjects', subjects, limits.subjects, limits.subject)),
  };
}

/** Errors: `listing.invalid` 422 with `details.field`. */
export function readFields(fields: Partial<ListingFields>, leastQuantity: 0 | 1): GivenFields {
  return {
    ...given('condition', fields.condition, (condition) => oneOf('condition', condition, conditions)),
    ...given('flags', fields.flags, (flags) => [...new Set(flags.map((flag) => oneOf('flags', flag, allFlags)))]),
    ...given('notes', fields.notes, (notes) => multiline('notes', notes, limits.notes)),
    ...given('priceMinor', fields.priceMinor, (price) => whole('price', price, 1, limits.priceMinor)),
    ...given('quantity', fields.quantity, (quantity) => whole('quantity', quantity, leastQuantity, limits.quantity)),
  };
}

export const readReference = (reference: string): string => text('reference', reference, limits.reference);

export const invalid = (field: string, message: string): DomainError =>
  new DomainError('listing.invalid', 422, message, { field });

function given<Name extends string, Value, Read>(
  name: Name,
  value: Value | undefined,
  read: (value: Value) => Read,
): Partial<Record<Name, Read>> {
  return (value === undefined ? {} : { [name]: read(value) }) as Partial<Record<Name, Read>>;
}

const orNull =
  <Value, Read>(read: (value: Value) => Read) =>
  (value: Value | null): Read | null =>
    value === null ? null : read(value);

function text(field: string, value: string, longest: number): string {
  if (value.trim() === '') throw invalid(field, `The ${field} can't be empty.`);
  if (lengthOf(value) > longest) throw invalid(field, `The ${field} can have ${String(longest)} characters at most.`);
  if (hasForbiddenCharacters(value)) throw invalid(field, `The ${field} has characters that can't be shown.`);
  return value;
}

const textOrNull = (field: string, value: string, longest: number): string | null =>
  value.trim() === '' ? null : text(field, value, longest);

function texts(field: string, values: readonly string[], most: number, longest: number): string[] {
  const written = values.filter((value) => value.trim() !== '');
  if (written.length > most) throw invalid(field, `There can be ${String(most)} ${field} at most.`);
  return written.map((value) => text(field, value, longest));
}

function multiline(field: string, value: string, longest: number): string {
  if (lengthOf(value) > longest) throw invalid(field, `The ${field} can have ${String(longest)} characters at most.`);
  if (hasForbiddenCharacters(value.replace(/[\r\n\t]/g, '')))
    throw invalid(field, `The ${field} have characters that can't be shown.`);
  return value;
}

function whole(field: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw invalid(field, `The ${field} must be a whole number from ${String(least)} to ${String(most)}.`);
  return value;
}

function oneOf<T extends string>(field: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw invalid(field, `The ${field} must be one of ${allowed.join(', ')}.`);
  return found;
}

function language(value: string): string | null {
  if (value.trim() === '') return null;
  const code = findLanguage(value.slice(0, 60));
  if (code === undefined) throw invalid('language', 'The language must be a code such as es or en.');
  return code;
}
