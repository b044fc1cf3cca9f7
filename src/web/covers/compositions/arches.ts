import type { Composition } from '../cover.ts';
import { setTitleAndAuthors } from '../lettering.ts';
import { area } from '../shapes.ts';

/** One arch inside another, as of a cloister. */
export const arches: Composition = (cover) => {
  const { palette, dice } = cover;
  const colours = [palette.soft, palette.ground, palette.accent, palette.ground, palette.ink];
  const width = dice(2) === 0 ? 126 : 108;
  const nested = colours.map((colour, index) => {
    const radius = width - index * 22;
    return area(`M${150 - radius} 400V332a${radius} ${radius} 0 0 1 ${2 * radius} 0v68z`, colour);
  });
  return (
    nested.join('') +
    setTitleAndAuthors(
      cover,
      { x: 150, top: 24, width: 256, height: 164, size: 46, anchor: 'middle', align: 'middle', fill: palette.ink },
      { italic: true },
    )
  );
};
