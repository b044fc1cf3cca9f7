import { parse } from 'isbn3';
import { DomainError } from '../../platform/errors.ts';
import { isbnOfDigits } from './search/isbn.ts';

/** What people write where there is no ISBN. */
const placeholders =
  /^(?:[-–—.?0]{0,3}|n\.?\s?\/?a\.?|s\.?\s?\/\s?n|(?:sin|no|without)\s+isbn|none|null|ninguno|no(?:\s+tiene)?)$/i;
const scientific = /^\d(?:[.,]\d+)?e\+?\d+$/i;
const labels = /\burn:|\b(?:e-?)?isbn(?:[\s-]*1[03](?=\s*[:.\s]))?\s*[:.#]?|\bsbn\b\s*:?/gi;
const inBrackets = /\([^()]*\)|\[[^[\]]*\]/g;
const spreadsheetQuotes = /^(?:=?"(.*)"|'(.*)')$/s;

/**
 * The ISBN-13 that a text of any spelling names: ten digits or thirteen, hyphens of all kinds, "ISBN", spreadsheet quotes,
 * a lost leading zero, a scanner's price add-on; null where it says that there is none. Of several, the first.
 * Errors: `isbn.invalid` 422.
 */
export function readIsbn(typed: string): string | null {
  const text = unwrapped(typed.slice(0, 500).normalize('NFKC'));
  if (placeholders.test(text)) return null;
  const isbn = scientific.test(text) ? undefined : isbnIn(text.replace(labels, ' '));
  if (isbn === undefined)
    throw new DomainError('isbn.invalid', 422, `“${typed.slice(0, 60)}” is not an ISBN.`, { field: 'isbn' });
  return isbn;
}

/** As `readIsbn`, with undefined for what is no ISBN. */
export function findIsbn(typed: string): string | undefined {
  try {
    return readIsbn(typed) ?? undefined;
  } catch {
    return undefined;
  }
}

function unwrapped(text: string): string {
  const match = spreadsheetQuotes.exec(text.trim());
  return (match?.[1] ?? match?.[2] ?? text)
    .replace(inBrackets, ' ')
    .replace(/^\s*'/, '')
    .replace(/\.0\s*$/, '')
    .trim();
}

function isbnIn(text: string): string | undefined {
  const whole = isbnOf(text);
  if (whole !== undefined) return whole;
  for (const piece of text.split(/[\s;,|/?=&]+/)) {
    const isbn = isbnOf(piece);
    if (isbn !== undefined) return isbn;
  }
  return undefined;
}

function isbnOf(text: string): string | undefined {
  const digits = text.replace(/[\s\p{Pd}.·]/gu, '').toUpperCase();
  if (/^97[89]\d{10}(?:\d{2}|\d{5})$/.test(digits)) return thirteen(digits.slice(0, 13));
  if (/^\d{13}$/.test(digits)) return thirteen(digits);
  if (/^\d{8,9}[\dX]$/.test(digits)) return thirteen(digits.padStart(10, '0'));
  return undefined;
}

/** isbn3 knows the registered ranges, but not the newest: there the check digit decides. 979-0 is music. */
function thirteen(digits: string): string | undefined {
  const isbn = parse(digits)?.isbn13 ?? isbnOfDigits(digits);
  return isbn === null || isFiller(isbn) || isbn.startsWith('9790') ? undefined : isbn;
}

/** Numbers that only fill a field have right check digits, too. */
const isFiller = (isbn: string): boolean => /^97[89](?:(\d)\1{8}|123456789)/.test(isbn);
