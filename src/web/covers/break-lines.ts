/** Words that look lost at the end of a line: the next one needs them. */
const leaningWords = new Set(
  'a al con de del e el en es la las lo los mi no o por que se si sin su tu un una y & an and at by for from in is of on or the to with your'.split(
    ' ',
  ),
);

const leaning = 0.35;
const lonely = 0.25;

/** Whether a line ends in a word that belongs to the next. */
export const leans = (line: string): boolean => leaningWords.has(line.split(' ').at(-1)?.toLowerCase() ?? '');

type Break = { readonly lines: readonly string[]; readonly cost: number };

/** The pieces between which a line may end: words with the space after them, and the parts of a hyphenated one. */
export const piecesOf = (text: string): readonly string[] => text.split(/(?<= )|(?<=\p{L}{3}-)(?=\p{L}{3})/u);

/**
 * The words set in so many lines that differ in length as little as can be, none wider than `width`.
 * A line doesn't end in an article or a preposition where that can be helped. Undefined if they don't fit.
 */
export function breakLines(
  words: readonly string[],
  lineCount: number,
  width: number,
  measure: (line: string) => number,
): readonly string[] | undefined {
  const known = new Map<string, Break | undefined>();
  const ideal = Math.min(width, (measure(words.join('')) / lineCount) * 1.04);

  const breakFrom = (start: number, linesLeft: number): Break | undefined => {
    const key = `${start}/${linesLeft}`;
    if (!known.has(key)) known.set(key, cheapestFrom(start, linesLeft));
    return known.get(key);
  };

  const cheapestFrom = (start: number, linesLeft: number): Break | undefined => {
    let best: Break | undefined;
    const lastEnd = linesLeft === 1 ? words.length : words.length - linesLeft + 1;
    for (let end = linesLeft === 1 ? lastEnd : start + 1; end <= lastEnd; end++) {
      const line = words.slice(start, end).join('').trimEnd();
      const used = measure(line);
      if (used > width) break;
      const rest = linesLeft === 1 ? { lines: [], cost: 0 } : breakFrom(end, linesLeft - 1);
      const cost = costOf(line, (used - ideal) / ideal, linesLeft === 1) + (rest?.cost ?? 0);
      if (rest && (!best || cost < best.cost)) best = { lines: [line, ...rest.lines], cost };
    }
    return best;
  };

  return breakFrom(0, lineCount)?.lines;
}

function costOf(line: string, slack: number, isLast: boolean): number {
  const isLonely = isLast && line.length < 3;
  return slack * slack + (!isLast && leans(line) ? leaning : 0) + (isLonely ? lonely : 0);
}
