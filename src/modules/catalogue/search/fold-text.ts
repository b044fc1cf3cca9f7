/**
 * How text becomes words, the same for what is indexed and for what is typed:
 * no case, no accents, no ligatures, no punctuation, no leading zeros.
 */

const LONGEST_WORD = 40;
const LETTERS_OF_THEIR_OWN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ς: 'σ',
};
const OWN_LETTERS = /[ßæœøđðłþıħŋς]/g;
const APOSTROPHES = /[’‘ʼʹ´`′＇]/g;
const TRADE_SIGNS = /[™®©℠]/g;
const NON_ASCII = /[^\0-\x7f]/;
const ASCII_WORD = /[a-z0-9]+/g;
const IDEOGRAM = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
/** Scripts without spaces are cut into single characters, so that any part of a title can be found. */
const ANY_WORD = new RegExp(`[${IDEOGRAM}]|(?:(?![${IDEOGRAM}])[\\p{L}\\p{N}])+`, 'gu');

/** One stretch of text without blanks: its words, and the same written as one where punctuation parts them ("moloka'i"). */
export interface Chunk {
  readonly words: readonly string[];
  readonly joined: string | null;
}

/** Lower case, without accents or ligatures; punctuation stays. */
export function foldText(text: string): string {
  if (!NON_ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(TRADE_SIGNS, ' ')
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(OWN_LETTERS, (letter) => LETTERS_OF_THEIR_OWN[letter] ?? letter);
}

const plainWord = (word: string): string => (word.startsWith('0') ? word.replace(/^0+(?=\d)/, '') : word);

const shortened = (word: string): string => word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '');

function wordsIn(folded: string): string[] {
  const found = folded.match(NON_ASCII.test(folded) ? ANY_WORD : ASCII_WORD) ?? [];
  return found.map((word) => plainWord(word.length > LONGEST_WORD ? shortened(word) : word));
}

function chunkOf(piece: string): Chunk {
  const words = wordsIn(piece);
  const joined = words.length > 1 && !NON_ASCII.test(piece) ? plainWord(words.join('')) : null;
  return { words, joined: joined !== null && joined.length <= LONGEST_WORD ? joined : null };
}

/** The words of a text in their order, grouped by the blanks between them. */
export function chunksOf(text: string): Chunk[] {
  return foldText(text)
    .split(/[\s\0]+/)
    .map(chunkOf)
    .filter((chunk) => chunk.words.length > 0);
}

/** Words in their order, each as often as it stands there. */
export const wordsOf = (text: string): string[] => chunksOf(text).flatMap((chunk) => chunk.words);

const isInitial = (chunk: Chunk | undefined): boolean => chunk?.words.length === 1 && chunk.words[0]?.length === 1;

/** Initials that stand apart, written as one: "J. K. Rowling" is also found as "jk rowling". */
function joinedInitials(chunks: readonly Chunk[]): string[] {
  const runs: string[] = [];
  let run = '';
  for (const chunk of [...chunks, undefined]) {
    if (isInitial(chunk)) run += chunk?.words[0] ?? '';
    else {
      if (run.length > 1) runs.push(run);
      run = '';
    }
  }
  return runs;
}

/** Other ways to write the same words: what punctuation or blanks between initials part, as one word. */
export function joinedForms(chunks: readonly Chunk[]): string[] {
  const forms: string[] = [];
  for (const { joined } of chunks) if (joined !== null) forms.push(joined);
  return chunks.some(isInitial) ? [...forms, ...joinedInitials(chunks)] : forms;
}

const MAIN_TITLE_ENDS = /\s*[([:;]|\s[/–—-]\s|(?<=\p{L}{4})\.\s/u;

/** A title without its series, subtitle or bracketed remark: "Outlander (Outlander #1)" is "Outlander". */
export function mainTitle(title: string): string {
  const end = title.slice(1).search(MAIN_TITLE_ENDS);
  return end < 0 ? title : title.slice(0, end + 1);
}
