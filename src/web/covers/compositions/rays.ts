import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { area, around, disc, rectangle } from '../shapes.ts';

/** A sun that rises over the words. */
export const rays: Composition = (cover) => {
  const { palette, dice } = cover;
  const x = 60 + dice(3) * 90;
  const count = 14 + 2 * dice(3);
  const beams = Array.from({ length: count }, (_, index) => {
    const [fromX, fromY] = around(x, 212, 420, index / count);
    const [toX, toY] = around(x, 212, 420, (index + 0.5) / count);
    return `M${x} 212L${fromX} ${fromY} ${toX} ${toY}z`;
  });
  return (
    area(beams.join(''), palette.soft) +
    disc(x, 212, 62, palette.ground) +
    disc(x, 212, 50, palette.accent) +
    rectangle(0, 212, 300, 188, palette.ground) +
    rectangle(24, 224, 252, 3, palette.accent) +
    setTitle(cover, { x: 24, top: 242, width: 252, height: 100, size: 44, fill: palette.ink }) +
    setAuthors(cover, {
      x: 24,
      top: 348,
      width: 252,
      height: 32,
      size: 18,
      align: 'bottom',
      fill: palette.ink,
      italic: true,
    })
  );
};
