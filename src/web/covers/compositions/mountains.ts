import type { Composition } from '../cover.ts';
import { setTitleAndAuthors } from '../lettering.ts';
import { area, disc } from '../shapes.ts';

/** Three ranges, each in front of the next, and a sun. */
export const mountains: Composition = (cover) => {
  const { palette, dice } = cover;
  const range = (base: number, height: number): string => {
    const peaks = [0, 1, 2, 3].map((step) => {
      const x = step * 90 - 20 + dice(30);
      return `L${x} ${base - height + dice(height / 2)}L${x + 42} ${base - dice(14)}`;
    });
    return `M-40 ${base}${peaks.join('')}L340 ${base - 20}V400H-40z`;
  };
  return (
    disc(64 + dice(3) * 86, 232, 40, palette.accent) +
    area(range(304, 64), palette.soft) +
    area(range(348, 62), palette.accent) +
    area(range(392, 58), palette.ink) +
    setTitleAndAuthors(
      cover,
      { x: 24, top: 28, width: 252, height: 154, size: 46, fill: palette.ink },
      { face: 'sans', size: 17 },
    )
  );
};
