import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { disc } from '../shapes.ts';

/** One great disc that another passes in front of. */
export const circle: Composition = (cover) => {
  const { palette, dice } = cover;
  const x = [104, 150, 204][dice(3)] ?? 150;
  const side = dice(2) === 0 ? -1 : 1;
  return (
    disc(x, 112, 92, palette.accent) +
    disc(x + side * 58, 154, 46, palette.soft) +
    disc(x + side * 58, 154, 14, palette.ground) +
    setTitle(cover, { x: 26, top: 224, width: 248, height: 112, size: 46, align: 'bottom', fill: palette.ink }) +
    setAuthors(cover, {
      x: 26,
      top: 348,
      width: 248,
      height: 32,
      size: 17,
      fill: palette.ink,
      face: 'sans',
    })
  );
};
