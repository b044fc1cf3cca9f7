import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { area, rectangle } from '../shapes.ts';

const side = 60;

/** Quarter circles, half circles and triangles on a grid, as laid in a hallway. */
export const tiles: Composition = (cover) => {
  const { palette, dice } = cover;
  const outlines: string[][] = [[], [], []];
  for (let place = 0; place < 20; place++) {
    const x = (place % 5) * side;
    const y = Math.floor(place / 5) * side;
    outlines[dice(3)]?.push(tile(x, y, dice(6)));
  }
  const [first = [], second = [], third = []] = outlines;
  return (
    rectangle(0, 0, 300, 240, palette.ground) +
    area(first.join(''), palette.accent) +
    area(second.join(''), palette.soft) +
    area(third.join(''), palette.ink) +
    setTitle(cover, {
      x: 24,
      top: 258,
      width: 252,
      height: 88,
      size: 38,
      fill: palette.ink,
      face: 'sans',
      bold: true,
    }) +
    setAuthors(cover, {
      x: 24,
      top: 352,
      width: 252,
      height: 28,
      size: 17,
      align: 'bottom',
      fill: palette.ink,
      face: 'sans',
    })
  );
};

function tile(x: number, y: number, shape: number): string {
  const [right, bottom] = [x + side, y + side];
  const arc = `A${side} ${side} 0 0 1 `;
  const quarters = [
    `M${x} ${y}h${side}${arc}${x} ${bottom}z`,
    `M${right} ${y}v${side}${arc}${x} ${y}z`,
    `M${right} ${bottom}h-${side}${arc}${right} ${y}z`,
    `M${x} ${bottom}V${y}${arc}${right} ${bottom}z`,
    `M${x} ${y}l${side} ${side}H${x}z`,
    `M${x} ${y + side / 2}a30 30 0 0 1 60 0 30 30 0 0 1-60 0z`,
  ];
  return quarters[shape] ?? '';
}
