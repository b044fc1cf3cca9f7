import { diceFor } from '../../platform/dice.ts';
import { cleanText } from './clean-text.ts';
import { compositionsFor } from './compositions.ts';
import { type Composition, initialOf, joinAuthors, splitTitle } from './cover.ts';
import { serif } from './lettering.ts';
import { type Palette, palettes } from './palettes.ts';
import { rectangle } from './shapes.ts';

export type CoverOrder = {
  readonly title: string;
  readonly authors: readonly string[];
  /** What names the work; the same key always gets the same composition and colours. */
  readonly key: string;
};

/** A cover for a book without a photo: an SVG document of 300 by 400, safe for any title, with nothing to fetch or run. */
export function drawCover(order: CoverOrder): string {
  const dice = diceFor(`composition ${order.key}`);
  const fitting = compositionsFor(order.title);
  const composition = fitting[dice(fitting.length)];
  const palette = palettes[dice(palettes.length)];
  if (!composition || !palette) throw new Error('no composition or palette to draw with');
  return drawWith(composition, palette, order);
}

/** The same with a composition and a palette of one's choice. */
export function drawWith(composition: Composition, palette: Palette, { title, authors, key }: CoverOrder): string {
  const dice = diceFor(key);
  const body = composition({
    ...splitTitle(title),
    authors: joinAuthors(authors),
    initial: initialOf(cleanText(title, 140)),
    palette,
    dice,
    id: `p${dice(2 ** 30).toString(36)}`,
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400" width="300" height="400" font-family="${serif}">` +
    `${rectangle(0, 0, 300, 400, palette.ground)}${body}${spine}</svg>`
  );
}

/** The fold beside the spine, so that it looks like a book. */
const spine = '<path d="M0 0h8v400H0z" fill-opacity=".12"/><path d="M8 0h3v400H8z" fill="#fff" fill-opacity=".14"/>';
