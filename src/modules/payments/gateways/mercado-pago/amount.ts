import { minorPerMajor } from '../../../../platform/money.ts';

/**
 * The currencies of the countries where Mercado Pago is, and how many decimals it takes of each.
 * It refuses decimals of COP and CLP, though ISO 4217 gives COP two.
 * Source: developers' site, "unit_price"; the same rule stands in its own shop plug-ins.
 */
const decimals: Readonly<Record<string, number>> = { ARS: 2, BRL: 2, CLP: 0, COP: 0, MXN: 2, PEN: 2, UYU: 2 };

/** Whether it can charge this amount to the cent. */
export function isChargeable(amountMinor: number, currency: string): boolean {
  const places = decimals[currency];
  if (places === undefined || amountMinor <= 0) return false;
  return amountMinor % (minorPerMajor(currency) / 10 ** places) === 0;
}

/** 4100000 of COP is 41000 there. */
export const toMajor = (amountMinor: number, currency: string): number => amountMinor / minorPerMajor(currency);

/** Rounded, since 0.1 + 0.2 of a currency is no whole number of cents. */
export const toMinor = (amountMajor: number, currency: string): number =>
  Math.round(amountMajor * minorPerMajor(currency));
