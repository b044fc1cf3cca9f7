import { DomainError } from '../../platform/errors.ts';
import { normaliseEmail } from '../../platform/mail/email-address.ts';
import type { Address, Locale } from './door.ts';

const longestName = 100;

/** Errors: `email.invalid` 422. */
export function emailOf(text: string): string {
  const email = normaliseEmail(text);
  if (email === undefined)
    throw new DomainError('email.invalid', 422, 'This is not an e-mail address that mail can reach.');
  return email;
}

/** Errors: `name.invalid` 422. */
export function nameOf(text: string): string {
  const name = lineOf(text, longestName);
  if (name === undefined)
    throw new DomainError('name.invalid', 422, `A name has one line of 1 to ${String(longestName)} characters.`);
  return name;
}

/** An empty city is none. Errors: `city.invalid` 422. */
export function cityOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  const city = lineOf(text, longestName);
  if (city === undefined)
    throw new DomainError('city.invalid', 422, `A city has one line of at most ${String(longestName)} characters.`);
  return city;
}

export const localeOf = (text: string): Locale => (text === 'en' ? 'en' : 'es');

const addressLengths = {
  name: 100,
  phone: 40,
  line1: 200,
  line2: 200,
  city: 100,
  region: 100,
  postalCode: 20,
} as const;
type AddressLine = keyof typeof addressLengths;

/** Errors: `address.invalid` 422 with `details.field`. */
export function addressOf(address: Address): Address {
  if (!/^[A-Z]{2}$/.test(address.country)) throw wrongAddress('country');
  const line = (field: AddressLine): string => lineOf(address[field] ?? '', addressLengths[field]) ?? refuse(field);
  const optional = (field: AddressLine): string | undefined => (address[field]?.trim() ? line(field) : undefined);
  return {
    name: line('name'),
    phone: line('phone'),
    line1: line('line1'),
    line2: optional('line2'),
    city: line('city'),
    region: line('region'),
    country: address.country,
    postalCode: optional('postalCode'),
  };
}

function refuse(field: AddressLine): never {
  throw wrongAddress(field);
}

const wrongAddress = (field: string): DomainError =>
  new DomainError('address.invalid', 422, `The address's ${field} is missing or not one line of its length.`, {
    field,
  });

/** One visible line without control characters, as it was typed; undefined for anything else. */
function lineOf(text: string, longest: number): string | undefined {
  const line = text.trim();
  const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(line);
  if (!visible || !line.isWellFormed() || /[\p{Cc}\u2028\u2029]/u.test(line)) return undefined;
  return [...line].length > longest ? undefined : line;
}
