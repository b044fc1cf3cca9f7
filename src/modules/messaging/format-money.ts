import { minorPerMajor } from '../../platform/money.ts';
import type { Locale } from './door.ts';

/** An amount the way its reader writes it: "$ 25.000"; cents only where there are any. */
export function formatMoney(amountMinor: number, currency: string, locale: Locale, country: string): string {
  const unit = minorPerMajor(currency);
  const cents = amountMinor % unit === 0 ? { maximumFractionDigits: 0 } : {};
  const tag = locale === 'es' ? `es-${country}` : 'en';
  return new Intl.NumberFormat(tag, { style: 'currency', currency, ...cents }).format(amountMinor / unit);
}
