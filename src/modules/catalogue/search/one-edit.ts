/** One typo: a letter too many, missing, wrong, or two neighbours that changed places. */

const SHORTEST_TERM = 3;

/** True where one edit, or none, leads from one word to the other. */
export function withinOneEdit(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (start === long.length) return true;
  if (long.length > short.length) return short.slice(start) === long.slice(start + 1);
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2)
  );
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** A 32-bit FNV-1a hash of a word with one place left out; place −1 leaves out nothing. */
function hashWithout(word: string, place: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) {
    if (at === place) continue;
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Words that take part in typo look-ups: long enough, and not a number, since another number is another thing. */
export const canBeMisspelt = (word: string): boolean =>
  word.length >= SHORTEST_TERM && !/^\d+$/.test(word) && !isHigh(word.charCodeAt(0));

/** Hashes of a word and of the word with each letter left out: two words one edit apart share at least one. */
export function deletionHashes(word: string): number[] {
  const hashes = new Set([hashWithout(word, -1)]);
  for (let place = 0; place < word.length; place++) hashes.add(hashWithout(word, place));
  return [...hashes];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Every beginning of a word that is one edit from this one; the first letter stays. */
export function beginningsOneEditAway(prefix: string): string[] {
  const found = new Set<string>();
  for (let place = 1; place <= prefix.length; place++) {
    const before = prefix.slice(0, place);
    const here = prefix.charAt(place);
    const after = prefix.slice(place + 1);
    if (here !== '') found.add(before + after);
    if (after !== '') found.add(before + after.charAt(0) + here + after.slice(1));
    for (const letter of LETTERS) {
      if (here !== '') found.add(before + letter + after);
      found.add(before + letter + here + after);
    }
  }
  found.delete(prefix);
  return [...found];
}
