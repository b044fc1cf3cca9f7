import { createHash } from 'node:crypto';
import { foldText, wordsOf } from './search/fold-text.ts';

const titleKeyLength = 190;

/**
 * What two editions of one work have in common: title and first author, without case, accents, punctuation,
 * and "García Márquez, Gabriel" being "Gabriel García Márquez".
 */
export function workKeyOf(title: string, authors: readonly string[]): string {
  const author = wordsOf(authors[0] ?? '')
    .toSorted()
    .join(' ');
  const words = wordsOf(title).join(' ');
  return sha256(`${words === '' ? title : words}\n${author}`);
}

/** What a list of many states is searched by: folded title and authors, as much as an index takes. */
export function titleKeyOf(title: string, authors: readonly string[]): string {
  const folded = foldText(`${title} ${authors.join(' ')}`)
    .replace(/\s+/g, ' ')
    .trim();
  return [...folded.slice(0, 4 * titleKeyLength)].slice(0, titleKeyLength).join('');
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
