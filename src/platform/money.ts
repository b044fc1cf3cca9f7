/** An amount on the wire: minor units and ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

const digits = new Map<string, number>();

/** How many decimals the currency's minor unit stands for: 2 for COP, 0 for JPY. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const found = options.maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}

export const minorPerMajor = (currency: string): number => 10 ** minorDigits(currency);

/** `percent` of an amount, rounded half up, in integers throughout (percent may have two decimals). */
export const percentOf = (amountMinor: number, percent: number): number =>
  Number((BigInt(amountMinor) * BigInt(Math.round(percent * 100)) + 5000n) / 10000n);
