import type { Composition } from '../cover.ts';
import { setTitleAndAuthors } from '../lettering.ts';
import { area, around, disc, line, round } from '../shapes.ts';

/** A stem with leaves in pairs, pressed between the pages. */
export const botanical: Composition = (cover) => {
  const { palette, dice } = cover;
  const reach = 52 + dice(3) * 8;
  const lift = 0.1 + dice(3) * 0.04;
  const pairs = [0, 1, 2, 3, 4].flatMap((step) => {
    const y = 366 - step * 36;
    const length = reach - step * 7;
    return [leaf(150, y, length, lift + 0.02 * step), leaf(150, y - 12, length, 1 - lift - 0.02 * step)];
  });
  return (
    line('M150 400V196', palette.soft, 3) +
    area(pairs.filter((_, index) => index % 4 < 2).join(''), palette.accent) +
    area(pairs.filter((_, index) => index % 4 >= 2).join(''), palette.soft) +
    disc(150, 194, 7, palette.accent) +
    setTitleAndAuthors(
      cover,
      { x: 150, top: 20, width: 256, height: 152, size: 46, anchor: 'middle', align: 'middle', fill: palette.ink },
      { italic: true },
    )
  );
};

/** A leaf from its stalk to its tip; `turns` is where it points. */
function leaf(x: number, y: number, length: number, turns: number): string {
  const [tipX, tipY] = around(x, y, length * 1.5, turns);
  const [upX, upY] = around(x, y, length, turns - 0.08);
  const [downX, downY] = around(x, y, length, turns + 0.08);
  return `M${x} ${round(y)}Q${upX} ${upY} ${tipX} ${tipY}Q${downX} ${downY} ${x} ${y}z`;
}
