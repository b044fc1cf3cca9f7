/** ISBNs as people type them: with hyphens, blanks, dashes, "ISBN", as ten digits, without their leading zero. */

const DIGIT_PIECE = /[0-9]+[xX]?|[xX](?![\p{L}\p{N}])/gu;
const BETWEEN_DIGITS = /^[\s\p{Pd}.·_/]{0,3}$/u;
const MOST_PIECES = 24;

const digitAt = (text: string, place: number): number => {
  const character = text.charCodeAt(place);
  return character === 120 || character === 88 ? 10 : character - 48;
};

const isValidTen = (text: string): boolean => {
  if (!/^[0-9]{9}[0-9xX]$/.test(text)) return false;
  let sum = 0;
  for (let place = 0; place < 10; place++) sum += (10 - place) * digitAt(text, place);
  return sum % 11 === 0 && !/^0{10}$/.test(text);
};

const checkDigitOf = (twelve: string): string => {
  let sum = 0;
  for (let place = 0; place < 12; place++) sum += digitAt(twelve, place) * (place % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
};

const isValidThirteen = (text: string): boolean =>
  /^97[89][0-9]{10}$/.test(text) && checkDigitOf(text) === text.charAt(12);

const thirteenOfTen = (ten: string): string => {
  const twelve = `978${ten.slice(0, 9)}`;
  return twelve + checkDigitOf(twelve);
};

/** The ISBN-13 that these digits spell, or null. Nine characters may be an ISBN-10 that lost its leading zero. */
export function isbnOfDigits(text: string): string | null {
  if (isValidThirteen(text)) return text;
  if (text.length < 9 || text.length > 10) return null;
  return isbnOfPadded(text);
}

function isbnOfPadded(text: string): string | null {
  const ten = text.padStart(10, '0');
  return isValidTen(ten) ? thirteenOfTen(ten) : null;
}

/** The ISBN-13 of a whole text that is an ISBN in some spelling, or null. */
export const normalIsbn = (text: string): string | null => isbnOfDigits(text.replace(/[^0-9xX]/g, ''));

interface Piece {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const piecesOf = (text: string): Piece[] =>
  Array.from(text.matchAll(DIGIT_PIECE), (match) => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
  })).slice(0, MOST_PIECES);

const WORD_ISBN = /\b[ie]sbn\b(?:\s*[-–]?\s*1[03]\b)?\s*[:#.]?/giu;

function longestFrom(text: string, pieces: readonly Piece[], first: number): string | null {
  let digits = '';
  let found: string | null = null;
  for (let last = first; last < pieces.length && digits.length < 13; last++) {
    const piece = pieces[last];
    const before = pieces[last - 1];
    if (!piece || (before && last > first && !BETWEEN_DIGITS.test(text.slice(before.end, piece.start)))) break;
    digits += piece.digits;
    found = isbnOfDigits(digits) ?? found;
  }
  return found;
}

/** The first ISBN in a text, alone or among words, or null. A number alone may have lost up to three zeros. */
export function findIsbn(typed: string): string | null {
  const text = typed.replace(WORD_ISBN, ' ');
  const alone = text.trim();
  if (/^[0-9]{6,7}[0-9xX]$/.test(alone)) return isbnOfPadded(alone);
  const pieces = piecesOf(text);
  for (let first = 0; first < pieces.length; first++) {
    const found = longestFrom(text, pieces, first);
    if (found) return found;
  }
  return null;
}

/** Every valid ISBN-13 that differs from this text in one digit or in two neighbours that changed places. */
export function isbnsNear(typed: string): string[] {
  const digits = typed.replace(WORD_ISBN, ' ').replace(/[^0-9xX]/g, '');
  if (digits.length !== 13 && digits.length !== 10) return [];
  const near = new Set<string>();
  const keep = (text: string) => near.add(isbnOfDigits(text) ?? '');
  for (let place = 0; place < digits.length; place++) {
    const before = digits.slice(0, place);
    const after = digits.slice(place + 1);
    for (const digit of '0123456789') keep(before + digit + after);
    keep(before + after.charAt(0) + digits.charAt(place) + after.slice(1));
  }
  near.delete('');
  return [...near];
}
