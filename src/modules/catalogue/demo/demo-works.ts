import type { DemoWork } from './read-works.ts';
import { colombianWorks } from './works-colombia.ts';
import { englishWorks } from './works-english.ts';
import { latinAmericanWorks } from './works-latin-america.ts';
import { spanishAndTranslatedWorks } from './works-spain-and-translations.ts';

export type { DemoWork } from './read-works.ts';
export type { SubjectSlug } from './subjects.ts';

/**
 * The editions of the demonstration catalogue; several can be of one work.
 * The ISBNs are well formed and unique; a catalogue to trade with is imported, not taken from here.
 */
export const demoWorks: readonly DemoWork[] = [
  ...colombianWorks,
  ...latinAmericanWorks,
  ...spanishAndTranslatedWorks,
  ...englishWorks,
];
