import { DomainError } from '../../platform/errors.ts';

/** The digits of a well-formed card number. Errors: `card.invalid` 422. */
export function cardDigits(number: string): string {
  const digits = number.replace(/[\s-]/g, '');
  if (!/^\d{13,19}$/.test(digits) || !passesLuhn(digits))
    throw new DomainError('card.invalid', 422, 'This is not a card number.', { field: 'card' });
  return digits;
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => total + luhnValue(Number(digit), place), 0);
  return sum % 10 === 0;
}

function luhnValue(digit: number, place: number): number {
  if (place % 2 === 0) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
