import { readableOn } from '../contrast.ts';
import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { fleuron, line } from '../shapes.ts';

const corners = 'M34 18v16H18M266 18v16h16M34 382v-16H18M266 382v-16h16';

/** A ruled frame around centred lines: the sober cover of a literary house. */
export const frame: Composition = (cover) => {
  const { palette } = cover;
  const strong = readableOn(palette.ground, palette, [palette.accent]);
  return (
    line('M18 18h264v364H18z', palette.accent, 3) +
    line('M25 25h250v350H25z', palette.soft, 1) +
    line(corners, palette.accent, 1) +
    setAuthors(cover, { x: 150, top: 54, width: 214, size: 19, anchor: 'middle', fill: palette.ink }) +
    setTitle(cover, {
      x: 150,
      top: 106,
      width: 218,
      height: 176,
      size: 50,
      anchor: 'middle',
      align: 'middle',
      fill: strong,
    }) +
    fleuron(150, 326, palette.accent)
  );
};
