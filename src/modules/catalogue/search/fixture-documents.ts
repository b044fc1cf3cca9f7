import type { SearchDocument } from './search-index.ts';

/** Books that the tests of this folder know by name. */
const BOOKS = {
  soledad: {
    title: 'Cien años de soledad',
    authors: ['Gabriel García Márquez'],
    isbn: '9780307474728',
    language: 'es',
    publisher: 'Vintage Español',
    subjects: ['novela'],
  },
  colera: {
    title: 'El amor en los tiempos del cólera',
    authors: ['Gabriel García Márquez'],
    isbn: '9780307387264',
    language: 'es',
    publisher: 'Vintage Español',
    subjects: ['novela', 'romance'],
  },
  solitude: {
    title: 'One Hundred Years of Solitude',
    authors: ['Gabriel García Márquez', 'Gregory Rabassa'],
    isbn: '9780060883287',
    language: 'en',
    publisher: 'Harper Perennial',
    subjects: ['novela'],
  },
  maria: {
    title: 'María',
    authors: ['Jorge Isaacs'],
    isbn: null,
    language: 'es',
    publisher: null,
    subjects: ['romance'],
  },
  outlander: {
    title: 'Outlander (Outlander #1)',
    authors: ['Diana Gabaldon'],
    isbn: '9780440242949',
    language: 'en',
    publisher: 'Dell',
    subjects: ['romance'],
  },
  peter: {
    title: 'Peter Pan',
    authors: ['J. M. Barrie'],
    isbn: '9780805072457',
    language: 'en',
    publisher: 'Henry Holt',
    subjects: ['infantil'],
  },
  molokai: {
    title: "Moloka'i",
    authors: ['Alan Brennert'],
    isbn: '9780312304355',
    language: 'en',
    publisher: "St. Martin's Griffin",
    subjects: ['novela'],
  },
} as const;

export type BookName = keyof typeof BOOKS;

/** A listing of a book, with what a test wants otherwise. */
export const documentOf = (
  book: BookName,
  listingId: string,
  otherwise: Partial<SearchDocument> = {},
): SearchDocument => ({
  listingId,
  version: 1000,
  listed: true,
  editionId: `edition-${book}`,
  workId: `work-${book}`,
  format: 'paperback',
  condition: 'good',
  priceMinor: 2_500_000,
  city: 'Bogotá',
  sellerId: 'lucia',
  publishedAt: 1000,
  ...BOOKS[book],
  ...otherwise,
});

/** One listing of each book, named as the book. */
export const everyBook = (): SearchDocument[] =>
  (Object.keys(BOOKS) as BookName[]).map((book, at) => documentOf(book, book, { publishedAt: 1000 + at }));

export async function* inBatches(...batches: SearchDocument[][]): AsyncGenerator<SearchDocument[]> {
  for (const batch of batches) yield await Promise.resolve(batch);
}
