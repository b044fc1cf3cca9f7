import { isDomainError } from '../../platform/errors.ts';
import type { EditionFacts, ImportOutcome, ImportRow } from './door.ts';
import {
  type GivenFacts,
  type GivenFields,
  invalid,
  limits,
  readFacts,
  readFields,
  readReference,
} from './listing-input.ts';
import { completeFields } from './publish-listing.ts';
import { inOneLine, withoutForbiddenCharacters } from './text.ts';
import { sha256, workKeyOf } from './work.ts';

/** A row within its limits, and what a second import of it is recognised by. */
export interface ReadRow {
  line: number;
  key: string;
  reference: string | null;
  facts: GivenFacts;
  fields: Required<GivenFields>;
}

/**
 * Reads the rows of one file. A row is recognised by the seller's reference; without one, by its book and condition, as the
 * first, second … such row of the file. A reference that comes twice is refused the second time.
 */
export class RowReader {
  readonly #seen = new Map<string, number>();

  read(row: ImportRow): ReadRow | ImportOutcome {
    try {
      const facts = readFactsOfFile(row.facts);
      const notes = row.fields.notes && withoutForbiddenCharacters(row.fields.notes);
      const fields = completeFields(readFields({ ...row.fields, notes }, 0));
      const reference = row.reference?.trim() ? readReference(row.reference.trim()) : null;
      return { line: row.line, key: this.#keyOf(reference, facts, fields), reference, facts, fields };
    } catch (error) {
      return refusalOf(row.line, error);
    }
  }

  #keyOf(reference: string | null, facts: GivenFacts, fields: GivenFields): string {
    const key = reference === null ? `book ${bookOf(facts)} ${fields.condition ?? ''}` : `reference ${reference}`;
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    if (reference === null) return sha256(`${key} ${String(count)}`);
    if (count > 1) throw invalid('reference', `The reference ${reference} stands in this file more than once.`);
    return sha256(key);
  }
}

const bookOf = (facts: GivenFacts): string =>
  facts.isbn ?? [workKeyOf(facts.title ?? '', facts.authors ?? []), facts.publisher ?? '', facts.year ?? ''].join('|');

/** A seller's file says now and then a year or a language that is none, has thirty authors or what an old encoding left: the book is for sale all the same. */
function readFactsOfFile(facts: EditionFacts): GivenFacts {
  const { year, language, title, publisher, authors, subjects, ...rest } = facts;
  const texts = {
    title: title && inOneLine(title),
    publisher: publisher && inOneLine(publisher),
    authors: authors?.slice(0, limits.authors).map(inOneLine),
    subjects: subjects?.slice(0, limits.subjects).map(inOneLine),
  };
  return { ...readFacts({ ...rest, ...texts }), ...readOrLeaveOut({ year }), ...readOrLeaveOut({ language }) };
}

function readOrLeaveOut(facts: EditionFacts): GivenFacts {
  try {
    return readFacts(facts);
  } catch {
    return {};
  }
}

/** What a refused row is told; anything but a refusal goes on as the error it is. */
export function refusalOf(line: number, error: unknown): ImportOutcome {
  if (!isDomainError(error)) throw error;
  return { line, outcome: 'refused', code: error.code, reason: error.message };
}
