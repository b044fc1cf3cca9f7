import { type Chunk, chunksOf, joinedForms, mainTitle, wordsOf } from './fold-text.ts';
import type { SearchDocument } from './search-index.ts';

/** Parts of a text that are counted in one byte. */
const MOST_WORDS = 80;
const MOST_OTHERS = 24;
/** Parts words of publisher and subjects from words of title and authors in one index; no word that is typed can hold it. */
export const ELSEWHERE = '¶';

const ARTICLES = new Set('the a an el la los las un una unos unas lo le les l o os as'.split(' '));

/** What can be found of an edition, in folded words. */
export interface EditionText {
  readonly title: readonly string[];
  /** How many of the title's words are its main title. */
  readonly mainLength: number;
  readonly authors: readonly string[];
  readonly firstAuthorLength: number;
  /** The same words written as one, where punctuation parts them. */
  readonly joined: readonly string[];
  /** Words of publisher and subjects. */
  readonly elsewhere: readonly string[];
}

type Described = Pick<SearchDocument, 'title' | 'authors' | 'publisher' | 'subjects'>;

const LONGEST_TITLE = 600;
const LONGEST_NAME = 200;
const MOST_NAMES = 20;

const wordsIn = (chunks: readonly Chunk[]): string[] => chunks.flatMap((chunk) => chunk.words);

export function editionText(document: Described): EditionText {
  const fullTitle = document.title.slice(0, LONGEST_TITLE);
  const titleChunks = chunksOf(fullTitle);
  const title = wordsIn(titleChunks).slice(0, MOST_WORDS);
  const main = mainTitle(fullTitle);
  const names = document.authors.slice(0, MOST_NAMES).map((name) => chunksOf(name.slice(0, LONGEST_NAME)));
  const others = [document.publisher ?? '', ...document.subjects].flatMap((text) =>
    wordsOf(text.slice(0, LONGEST_NAME)),
  );
  return {
    title,
    mainLength: main === fullTitle ? title.length : Math.min(title.length, wordsOf(main).length),
    authors: names.flatMap(wordsIn).slice(0, MOST_WORDS),
    firstAuthorLength: Math.min(MOST_WORDS, wordsIn(names[0] ?? []).length),
    joined: [...new Set([titleChunks, ...names].flatMap(joinedForms))].slice(0, MOST_OTHERS),
    elsewhere: [...new Set(others)].slice(0, MOST_OTHERS),
  };
}

/** Words of title and authors, each once: those that the dictionary counts. */
export const countedWords = (text: EditionText): string[] => [...new Set(text.title.concat(text.authors, text.joined))];

/** What the full-text table gets: every word once, since it keeps no positions. */
export const indexedWords = (text: EditionText): string =>
  [...countedWords(text), ...text.elsewhere.map((word) => ELSEWHERE + word)].join(' ');

/** The counted words in what the full-text table got. */
export const countedInIndexed = (words: string): string[] =>
  words.split(' ').filter((word) => word !== '' && !word.startsWith(ELSEWHERE));

const startsWithArticle = (words: readonly string[]): boolean => words.length > 1 && ARTICLES.has(words[0] ?? '');

/** A hash of words in their order without a leading article; equal titles have equal hashes. */
export function titleHash(words: readonly string[]): number {
  const start = startsWithArticle(words) ? 1 : 0;
  const text = words.slice(start).join(' ');
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Numbers before the words of a packed text: lengths, joined forms and whether an article leads, hash of the title, hash of the main title. */
export const PACKED_HEAD = 4;

/** An edition's words as numbers of the dictionary, in one blob: title, authors, joined forms. */
export function packText(text: EditionText, termId: (word: string) => number): Buffer {
  const words = [...text.title, ...text.authors, ...text.joined];
  const packed = new Uint32Array(PACKED_HEAD + words.length);
  packed[0] = text.title.length | (text.mainLength << 8) | (text.authors.length << 16) | (text.firstAuthorLength << 24);
  packed[1] = text.joined.length | (startsWithArticle(text.title) ? 256 : 0);
  packed[2] = titleHash(text.title);
  packed[3] = titleHash(text.title.slice(0, text.mainLength));
  for (let at = 0; at < words.length; at++) packed[PACKED_HEAD + at] = termId(words[at] ?? '');
  return Buffer.from(packed.buffer);
}
