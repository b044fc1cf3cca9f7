/** An amount on the wire: minor units and ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

// ISO 4217's exponents other than 2. Intl follows what is in use instead, and says 0 for COP.
const exponents = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

/** How many decimals the currency's minor unit stands for: 2 for COP, 0 for JPY. */
export const minorDigits = (currency: string): number => exponents.get(currency) ?? 2;

export const minorPerMajor = (currency: string): number => 10 ** minorDigits(currency);

/** `percent` of an amount, rounded half up, in integers throughout (percent may have two decimals). */
export const percentOf = (amountMinor: number, percent: number): number =>
  Number((BigInt(amountMinor) * BigInt(Math.round(percent * 100)) + 5000n) / 10000n);
