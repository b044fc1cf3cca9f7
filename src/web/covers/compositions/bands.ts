import { readableOn } from '../contrast.ts';
import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { fleuron, rectangle } from '../shapes.ts';

/** Three bands, the middle one for the words, as on the first pocket books. */
export const bands: Composition = (cover) => {
  const { palette, dice } = cover;
  const band = dice(2) === 0 ? palette.accent : palette.ink;
  const top = 96 + 12 * dice(2);
  const bottom = 304;
  return (
    rectangle(0, 0, 300, top, band) +
    rectangle(0, bottom, 300, 96, band) +
    rectangle(0, top + 5, 300, 3, band) +
    rectangle(0, bottom - 8, 300, 3, band) +
    setTitle(cover, {
      x: 150,
      top: top + 18,
      width: 250,
      height: 118,
      size: 46,
      anchor: 'middle',
      align: 'middle',
      fill: palette.ink,
      face: 'sans',
      bold: true,
    }) +
    setAuthors(cover, {
      x: 150,
      top: bottom - 62,
      width: 250,
      height: 40,
      size: 18,
      anchor: 'middle',
      align: 'bottom',
      fill: palette.ink,
      italic: true,
    }) +
    fleuron(150, 352, readableOn(band, palette, [palette.ground]))
  );
};
