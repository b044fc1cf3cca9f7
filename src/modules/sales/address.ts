import { DomainError } from '../../platform/errors.ts';
import type { Address } from '../accounts/index.ts';

const longest: Readonly<Record<keyof Address, number>> = {
  name: 120,
  phone: 40,
  line1: 200,
  line2: 200,
  city: 100,
  region: 100,
  country: 2,
  postalCode: 20,
};
const required: readonly (keyof Address)[] = ['name', 'phone', 'line1', 'city', 'region', 'country'];

/** An address without stray space. Errors: `address.invalid` 422 with `details.fields`. */
export function checkedAddress(address: Address): Address {
  const trimmed = Object.fromEntries(
    Object.entries(address).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value]),
  ) as unknown as Address;
  const wrong = (Object.keys(longest) as (keyof Address)[]).filter((field) => !isRight(field, trimmed[field]));
  if (wrong.length > 0)
    throw new DomainError('address.invalid', 422, 'The address is incomplete or has something that is too long.', {
      fields: wrong,
    });
  return trimmed;
}

function isRight(field: keyof Address, value: string | undefined): boolean {
  if (value === undefined || value === '') return !required.includes(field);
  if (field === 'country') return /^[A-Z]{2}$/.test(value);
  return value.length <= longest[field] && !hasControlCharacter(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const hasControlCharacter = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text);
