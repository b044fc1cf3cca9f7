import type { Locale } from '../door.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { MailTexts } from './mail-texts.ts';

export type { MailTexts, OrderFacts } from './mail-texts.ts';

export const textsIn = (locale: Locale): MailTexts => (locale === 'en' ? en : es);
