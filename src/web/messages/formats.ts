import { minorDigits, minorPerMajor } from '../../platform/money.ts';
import type { Locale } from './index.ts';

/** What formatting needs of a page's context; `shop` is one object for the life of the process. */
export interface FormatContext {
  readonly locale: Locale;
  readonly shop: { readonly currency: string; readonly country: string };
}

interface Formats {
  readonly money: (amountMinor: number) => string;
  readonly symbol: string;
  readonly number: Intl.NumberFormat;
  readonly date: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
  readonly dateTime: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
}

// Building one Intl object costs more than a whole page, so each shop and locale has its set, once.
const formatsOf = new WeakMap<FormatContext['shop'], Partial<Record<Locale, Formats>>>();

function formats({ locale, shop }: FormatContext): Formats {
  let known = formatsOf.get(shop);
  if (!known) formatsOf.set(shop, (known = {}));
  return (known[locale] ??= buildFormats(locale, shop.country, shop.currency));
}

// A marketplace's clock is its country's; a country not listed here reads UTC, which is named beside the time.
const timeZones: Readonly<Record<string, string>> = {
  CO: 'America/Bogota',
  PE: 'America/Lima',
  EC: 'America/Guayaquil',
  MX: 'America/Mexico_City',
  AR: 'America/Argentina/Buenos_Aires',
  CL: 'America/Santiago',
  VE: 'America/Caracas',
  UY: 'America/Montevideo',
  BO: 'America/La_Paz',
  PY: 'America/Asuncion',
  CR: 'America/Costa_Rica',
  GT: 'America/Guatemala',
  PA: 'America/Panama',
  DO: 'America/Santo_Domingo',
  ES: 'Europe/Madrid',
  GB: 'Europe/London',
  US: 'America/New_York',
};

function buildFormats(locale: Locale, country: string, currency: string): Formats {
  const tag = locale === 'es' ? `es-${country}` : 'en';
  const zone = timeZones[country] ?? 'UTC';
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone: zone, ...options });
  const named = zone === 'UTC' ? { timeZoneName: 'short' as const } : {};
  return {
    money: moneyFormat(tag, currency),
    symbol: symbolOf(tag, currency),
    number: new Intl.NumberFormat(tag),
    date: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: dates({ hour: 'numeric', minute: '2-digit', ...named }),
    dateTime: dates({ day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', ...named }),
    month: dates({ month: 'long', year: 'numeric' }),
  };
}

// Prices repeat (round thousands), and a look-up costs a tenth of Intl's formatting.
const rememberedPrices = 10_000;

function moneyFormat(tag: string, currency: string): (amountMinor: number) => string {
  const withDigits = (count: number) =>
    new Intl.NumberFormat(tag, {
      style: 'currency',
      currency,
      minimumFractionDigits: count,
      maximumFractionDigits: count,
    });
  const exact = withDigits(minorDigits(currency));
  const whole = withDigits(0);
  const unit = minorPerMajor(currency);
  const known = new Map<number, string>();
  return (amountMinor) => {
    const remembered = known.get(amountMinor);
    if (remembered !== undefined) return remembered;
    const text = (amountMinor % unit === 0 ? whole : exact).format(amountMinor / unit);
    if (known.size < rememberedPrices) known.set(amountMinor, text);
    return text;
  };
}

function symbolOf(tag: string, currency: string): string {
  const parts = new Intl.NumberFormat(tag, { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** "$" or "COP": what stands before an amount. */
export function currencySymbol(ctx: FormatContext): string {
  return formats(ctx).symbol;
}

/** An amount the way the country writes it: "$ 25.000"; cents only where there are any. */
export function formatMoney(ctx: FormatContext, amountMinor: number): string {
  return formats(ctx).money(amountMinor);
}

/** The same in a currency that need not be the shop's: money that came so goes back so. */
export function formatMoneyIn(ctx: FormatContext, amountMinor: number, currency: string): string {
  if (currency === ctx.shop.currency) return formatMoney(ctx, amountMinor);
  return moneyFormat(ctx.locale === 'es' ? `es-${ctx.shop.country}` : 'en', currency)(amountMinor);
}

/** A count: "1.204". */
export function formatNumber(ctx: FormatContext, value: number): string {
  return value < 1000 ? String(value) : formats(ctx).number.format(value);
}

/** "3 de noviembre de 2026". */
export function formatDate(ctx: FormatContext, at: number): string {
  return formats(ctx).date.format(at);
}

/** "3:45 p. m.", on the shop's clock. */
export function formatTime(ctx: FormatContext, at: number): string {
  return formats(ctx).time.format(at);
}

/** "3 de noviembre, 3:45 p. m.", on the shop's clock. */
export function formatDateTime(ctx: FormatContext, at: number): string {
  return formats(ctx).dateTime.format(at);
}

/** "noviembre de 2026". */
export function formatMonth(ctx: FormatContext, at: number): string {
  return formats(ctx).month.format(at);
}

const namesOf = new Map<string, { names: Intl.DisplayNames; known: Map<string, string> }>();
const rememberedNames = 1000;

function displayNames(locale: Locale, type: 'language' | 'region') {
  const key = locale + type;
  let found = namesOf.get(key);
  if (!found)
    namesOf.set(key, (found = { names: new Intl.DisplayNames(locale, { type, fallback: 'code' }), known: new Map() }));
  return found;
}

/** "español" for `es`; the code itself where it is no language's. */
export function languageName(locale: Locale, code: string): string {
  return named(locale, 'language', code);
}

/** "Colombia" for `CO`; the code itself where it is no country's. */
export function countryName(locale: Locale, code: string): string {
  return named(locale, 'region', code);
}

// There are few codes, and Intl takes as long for one as a page for its prices.
function named(locale: Locale, type: 'language' | 'region', code: string): string {
  const { names, known } = displayNames(locale, type);
  const remembered = known.get(code);
  if (remembered !== undefined) return remembered;
  const name = nameIn(names, code);
  if (known.size < rememberedNames) known.set(code, name);
  return name;
}

function nameIn(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
