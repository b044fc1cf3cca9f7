import type { Dice } from '../../platform/dice.ts';
import { cleanText } from './clean-text.ts';
import type { Palette } from './palettes.ts';

/** What a composition has to work with. */
export type Cover = {
  readonly title: string;
  readonly subtitle: string;
  /** All authors in one line; empty where there are none. */
  readonly authors: string;
  /** One capital or figure that stands for the title; empty where it has neither. */
  readonly initial: string;
  readonly palette: Palette;
  readonly dice: Dice;
  /** Unique to the work, for references inside the drawing. */
  readonly id: string;
};

/** A drawing of 300 by 400, without its root element. */
export type Composition = (cover: Cover) => string;

/** The title's own words, and what follows a colon or a full stop. */
export function splitTitle(title: string): { title: string; subtitle: string } {
  const whole = cleanText(title, 140) || '…';
  const [, main, subtitle] = /^(.{3,60}?)(?:: |\. |; )(.{3,})$/u.exec(whole) ?? [];
  return main && subtitle && !main.endsWith(' vs') ? { title: main, subtitle } : { title: whole, subtitle: '' };
}

/** Up to three names; of more, the first. */
export function joinAuthors(authors: readonly string[]): string {
  const names = authors.map((name) => cleanText(name, 60)).filter((name) => name !== '');
  return names.length > 3 ? `${names[0]} et al.` : names.join('\u00A0· ');
}

const articles = /^(?:el|la|los|las|lo|un|una|the|a|an)\s+(?=\S)/iu;

export function initialOf(title: string): string {
  const found = /[\p{Lu}\p{Ll}\p{Lt}\p{N}]/u.exec(title.replace(/^[^\p{L}\p{N}]+/u, '').replace(articles, ''));
  return found ? ([...found[0].toUpperCase()][0] ?? '') : '';
}
