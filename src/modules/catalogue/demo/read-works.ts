import { type SubjectSlug, subjects } from './subjects.ts';

export type DemoWork = {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly publisher: string;
  /** ISO 639-1. */
  readonly language: 'es' | 'en';
  readonly format: 'hardcover' | 'paperback';
  readonly subjects: readonly SubjectSlug[];
  /** ISBN-13 without hyphens; null for books older than the ISBN. */
  readonly isbn: string | null;
  /** Many sellers have a copy. */
  readonly popular: boolean;
  /** This is the printing in which the book first appeared. */
  readonly firstEdition: boolean;
  /** A signed copy can plausibly turn up. */
  readonly signable: boolean;
};

const slugs = new Map<string, SubjectSlug>(subjects.map(({ slug }) => [slug, slug]));

/**
 * Reads a table with one edition a line: `title | authors; | year | publisher | h or p | subjects, | isbn or - | marks`.
 * Marks: `p` popular, `1` first edition, `s` may be signed. Errors: a line that says something else.
 */
export function readWorks(language: DemoWork['language'], table: string): DemoWork[] {
  return table
    .trim()
    .split('\n')
    .map((line) => readWork(language, line));
}

function readWork(language: DemoWork['language'], line: string): DemoWork {
  const [title, authors, year, publisher, binding, shelves, isbn, marks = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  if (!title || !publisher || !isbn || !shelves) throw new Error(`incomplete demo work: ${line}`);
  return {
    title,
    authors: split(authors, ';'),
    year: Number(year),
    publisher,
    language,
    format: binding === 'h' ? 'hardcover' : 'paperback',
    subjects: split(shelves, ',').map(readSubject),
    isbn: isbn === '-' ? null : isbn,
    popular: marks.includes('p'),
    firstEdition: marks.includes('1'),
    signable: marks.includes('s'),
  };
}

function readSubject(slug: string): SubjectSlug {
  const known = slugs.get(slug);
  if (!known) throw new Error(`unknown demo subject: ${slug}`);
  return known;
}

function split(cell: string | undefined, separator: string): string[] {
  return (cell ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
