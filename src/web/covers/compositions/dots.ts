import type { Composition } from '../cover.ts';
import { setTitleAndAuthors } from '../lettering.ts';

/** A grid of points that grow or shrink from row to row, as in a coarse halftone. */
export const dots: Composition = (cover) => {
  const { palette, dice } = cover;
  const grows = dice(2) === 0;
  const odd = dice(3);
  const rows = Array.from({ length: 8 }, (_, row) => {
    const size = 5 + 2 * (grows ? row : 7 - row);
    const colour = row % 3 === odd ? palette.soft : palette.accent;
    return `<path stroke="${colour}" stroke-width="${size}" d="M29 ${182 + row * 26}H280"/>`;
  });
  return (
    setTitleAndAuthors(
      cover,
      { x: 24, top: 28, width: 252, height: 134, size: 46, face: 'sans', bold: true, fill: palette.ink },
      { size: 17, face: 'sans' },
    ) + `<g stroke-linecap="round" stroke-dasharray="0 27">${rows.join('')}</g>`
  );
};
