import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { area, disc } from '../shapes.ts';

/** Water in four depths under the words. */
export const waves: Composition = (cover) => {
  const { palette, dice } = cover;
  const sun = [70, 150, 232][dice(3)] ?? 150;
  const colours = [palette.soft, palette.accent, palette.ink, palette.ground];
  const water = colours.map((colour, depth) => {
    const y = 282 + depth * 30;
    const start = -75 + ((depth * 37 + dice(30)) % 75);
    return area(`M${start} ${y}q37-26 75 0t75 0 75 0 75 0 75 0 75 0V400H${start}z`, colour);
  });
  return (
    disc(sun, 262, 44, palette.accent) +
    water.join('') +
    setAuthors(cover, { x: 150, top: 26, width: 252, height: 40, size: 18, anchor: 'middle', fill: palette.ink }) +
    setTitle(cover, {
      x: 150,
      top: 78,
      width: 252,
      height: 124,
      size: 50,
      anchor: 'middle',
      align: 'middle',
      fill: palette.ink,
    })
  );
};
