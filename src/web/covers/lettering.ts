import { escapeXml } from './clean-text.ts';
import type { Cover } from './cover.ts';
import { type FittedText, fitText, type Room } from './fit-text.ts';

export const serif = "Palatino,'Palatino Linotype',Georgia,'Times New Roman',serif";
export const sans = "Futura,'Gill Sans','Helvetica Neue',Arial,sans-serif";

export type Lettering = Room & {
  /** Where the lines start, have their middle or end, as `anchor` says. */
  readonly x: number;
  readonly top: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly align?: 'top' | 'middle' | 'bottom';
  readonly face?: 'serif' | 'sans';
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly caps?: boolean;
};

/** Lines whose height is known before their place is. */
type Block = { readonly height: number; readonly draw: (top: number) => string };

/** The title, and under it the subtitle in italics, inside the given room. */
export const setTitle = (cover: Cover, lettering: Lettering): string => place(titleBlock(cover, lettering), lettering);

/** The authors, at most in two lines, smaller than a title; nothing where there are none. */
export function setAuthors(cover: Cover, lettering: AuthorLettering): string {
  const style = { ...authorRoom, ...lettering };
  return cover.authors === '' ? '' : place(linesBlock(cover.authors, style), style);
}

/** Title and authors together in one room, the authors right below the title. */
export function setTitleAndAuthors(cover: Cover, lettering: Lettering, authors: Partial<Lettering>): string {
  if (cover.authors === '') return setTitle(cover, lettering);
  const { x, top, width, fill, anchor } = lettering;
  const below = linesBlock(cover.authors, {
    ...authorRoom,
    x,
    top,
    width,
    fill,
    ...(anchor && { anchor }),
    ...authors,
  });
  const gap = 14;
  const above = titleBlock(cover, { ...lettering, height: lettering.height - below.height - gap });
  return place(onTop(above, below, gap), lettering);
}

type AuthorLettering = Omit<Lettering, 'size' | 'height'> & Partial<Room>;

const authorRoom = { height: 44, size: 19, least: 12, maxLines: 2 };

function titleBlock(cover: Cover, lettering: Lettering): Block {
  if (cover.subtitle === '') return linesBlock(cover.title, lettering);
  const title = linesBlock(cover.title, { ...lettering, height: Math.round(lettering.height * 0.66) });
  const gap = 8;
  const height = Math.max(14, lettering.height - title.height - gap);
  return onTop(title, linesBlock(cover.subtitle, { ...lettering, ...subtitle, height }), gap);
}

const subtitle = { size: 19, least: 12, face: 'serif', italic: true, bold: false, caps: false } as const;

function linesBlock(text: string, lettering: Lettering): Block {
  const fitted = fit(text, lettering);
  return { height: heightOf(fitted), draw: (top) => setLines({ ...lettering, top }, fitted) };
}

const onTop = (above: Block, below: Block, gap: number): Block => ({
  height: above.height + gap + below.height,
  draw: (top) => above.draw(top) + below.draw(top + above.height + gap),
});

const place = (block: Block, lettering: Lettering): string =>
  block.draw(lettering.top + offset(lettering, block.height));

export function fit(text: string, lettering: Lettering): FittedText {
  const stretch = 1.1 * (lettering.bold ? 1.14 : 1);
  return fitText(lettering.caps ? text.toUpperCase() : text, { stretch, ...lettering });
}

const heightOf = ({ lines, size, leading }: FittedText): number => size + (lines.length - 1) * leading;

function offset({ align, height }: Lettering, used: number): number {
  if (align === 'middle') return Math.round((height - used) / 2);
  return align === 'bottom' ? height - used : 0;
}

/** Capitals reach about seven tenths of the size, so the first base line lies that much, and a little air, below the top. */
function setLines(lettering: Lettering, text: FittedText): string {
  const first = lettering.top + Math.round(text.size * 0.82);
  const rows = text.lines.map(
    (line, index) => `<tspan x="${lettering.x}" y="${first + index * text.leading}">${escapeXml(line)}</tspan>`,
  );
  return `<text ${styleOf(lettering, text.size)}>${rows.join('')}</text>`;
}

function styleOf(lettering: Lettering, size: number): string {
  const { anchor, face, bold, italic, fill } = lettering;
  return [
    `fill="${fill}"`,
    `font-size="${size}"`,
    anchor && anchor !== 'start' ? `text-anchor="${anchor}"` : '',
    face === 'sans' ? `font-family="${sans}"` : '',
    bold ? 'font-weight="700"' : '',
    italic ? 'font-style="italic"' : '',
  ]
    .filter((attribute) => attribute !== '')
    .join(' ');
}
