import { en } from './en.ts';
import { es, type Messages } from './es.ts';

export type { Messages } from './es.ts';
export type Locale = 'es' | 'en';

export const locales: readonly Locale[] = ['es', 'en'];

const catalogues: Readonly<Record<Locale, Messages>> = { es, en };

/** All texts of a locale. */
export function messagesFor(locale: Locale): Messages {
  return catalogues[locale];
}
