import { minorDigits, minorPerMajor } from '../platform/money.ts';

const longest = 30;
const mostMinor = 10 ** 12;

/** An amount as people type it, in minor units: "25.000", "25000", "$ 25.000", "25.000,50", "1,234.50". Undefined for what is no amount. */
export function readMoneyMinor(text: string, currency: string): number | undefined {
  if (text.length > longest) return undefined;
  const typed = text.replace(/[\s\p{Sc}'’]|\b[A-Za-z]{3}\b/gu, '');
  const { whole, decimals } = splitDecimals(typed, minorDigits(currency));
  if (!/^\d+$|^\d{1,3}(?:[.,]\d{3})+$/.test(whole)) return undefined;
  const digits = decimals.padEnd(minorDigits(currency), '0');
  const minor = Number(whole.replace(/[.,]/g, '')) * minorPerMajor(currency) + Number(digits);
  return minor <= mostMinor ? minor : undefined;
}

/** The last point or comma begins the decimals where no more digits follow than the currency has; else it groups thousands. */
function splitDecimals(typed: string, most: number): { whole: string; decimals: string } {
  const match = /^(.*\d)[.,](\d*)$/.exec(typed);
  const [, whole = '', decimals = ''] = match ?? [];
  if (!match || decimals.length > most || decimals.length === 3) return { whole: typed, decimals: '' };
  return { whole, decimals };
}
