import { breakLines, leans, piecesOf } from './break-lines.ts';
import { measureText } from './measure-text.ts';

export type Room = {
  readonly width: number;
  readonly height: number;
  /** The largest type size that looks right there. */
  readonly size: number;
  /** The smallest; 12 where not said. */
  readonly least?: number;
  readonly maxLines?: number;
  /** How much wider than Georgia's regular the face is. */
  readonly stretch?: number;
};

export type FittedText = {
  readonly lines: readonly string[];
  readonly size: number;
  readonly leading: number;
  /** Words had to be split, or the end left out. */
  readonly wasCut: boolean;
};

/**
 * The text broken into lines at the largest size at which it fits the room, or at a somewhat smaller one
 * if then no line ends in an article; what can't fit is cut and ends in "…".
 */
export function fitText(text: string, room: Room): FittedText {
  const pieces = piecesOf(text);
  const least = room.least ?? 12;
  const measure = measureOnce(room.stretch ?? 1);
  let largest: FittedText | undefined;
  for (let size = room.size; size >= Math.max(least, (largest?.size ?? 0) * 0.78); size -= size > 30 ? 2 : 1) {
    const lines = linesAt(pieces, size, room, measure);
    if (!lines) continue;
    const fitted = { lines, size, leading: leadingOf(size), wasCut: false };
    if (!lines.slice(0, -1).some(leans)) return fitted;
    largest ??= fitted;
  }
  return largest ?? cutToFit(text, least, room, measure);
}

const leadingOf = (size: number): number => Math.round(size * (size > 30 ? 1.08 : 1.2));

const maxLinesAt = (size: number, room: Room): number =>
  Math.max(1, Math.min(room.maxLines ?? 9, Math.floor((room.height + leadingOf(size) - size) / leadingOf(size))));

type Measure = (line: string) => number;

/** Measures at size 1, each line once, however many sizes are tried. */
function measureOnce(stretch: number): Measure {
  const known = new Map<string, number>();
  return (line) => {
    const width = known.get(line) ?? measureText(line, stretch);
    known.set(line, width);
    return width;
  };
}

function linesAt(words: readonly string[], size: number, room: Room, measure: Measure): readonly string[] | undefined {
  const maxLines = Math.min(words.length, maxLinesAt(size, room));
  for (let count = 1; count <= maxLines; count++) {
    const lines = breakLines(words, count, room.width / size, measure);
    if (lines) return lines;
  }
  return undefined;
}

/** Fills line after line until the room is full; only what is longer than a line is split inside a word. */
function cutToFit(text: string, size: number, room: Room, measure: Measure): FittedText {
  const fits = (line: string) => measure(`${line.trimEnd()}…`) * size <= room.width;
  const pieces = piecesOf(text).flatMap((piece) => (fits(piece) ? [piece] : [...piece]));
  const lines = [''];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  const kept = lines.slice(0, maxLinesAt(size, room)).map((line) => line.trim());
  if (kept.length < lines.length) kept.push(`${kept.pop() ?? ''}…`);
  return { lines: kept, size, leading: leadingOf(size), wasCut: true };
}
