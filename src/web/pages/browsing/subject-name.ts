import { subjectShelf } from '../../../modules/catalogue/index.ts';
import type { Locale } from '../../messages/index.ts';

const shelves = new Map<string, (typeof subjectShelf)[number]>(subjectShelf.map((subject) => [subject.slug, subject]));

/** A subject of the shop's shelves in the reader's language; any other as its seller wrote it. */
export const subjectName = (locale: Locale, subject: string): string => shelves.get(subject)?.[locale] ?? subject;

/** Whether a subject is one of the shop's shelves, rather than a seller's own word. */
export const isShelf = (subject: string): boolean => shelves.has(subject);
