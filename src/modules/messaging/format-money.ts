import { minorPerMajor } from '../../platform/money.ts';
import type { Locale } from './door.ts';

/** An amount the way its reader writes it: "$ 25.000"; cents only where there are any. */
export function formatMoney(amountMinor: number, currency: string, locale: Locale, country: string): string {
  const unit = minorPerMajor(currency);
  const tag = locale === 'es' ? `es-${country}` : 'en';
  return formatOf(tag, currency, amountMinor % unit === 0).format(amountMinor / unit);
}

// Making a format takes longer than writing a whole letter with it; there are as many as currencies and languages.
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(tag: string, currency: string, isWhole: boolean): Intl.NumberFormat {
  const key = `${tag} ${currency} ${String(isWhole)}`;
  const cents = isWhole ? { maximumFractionDigits: 0 } : {};
  const format = formats.get(key) ?? new Intl.NumberFormat(tag, { style: 'currency', currency, ...cents });
  formats.set(key, format);
  return format;
}
