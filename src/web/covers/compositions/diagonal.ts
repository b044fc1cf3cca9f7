import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { area } from '../shapes.ts';

/** Broad slanting strips that leave the lower corner to the words. */
export const diagonal: Composition = (cover) => {
  const { palette, dice } = cover;
  const colours = dice(2) === 0 ? [palette.accent, palette.soft] : [palette.soft, palette.accent];
  const strips = [0, 1, 2, 3].map((step) => {
    const y = -118 + step * 78;
    return area(`M0 ${y + 110}L300 ${y - 30}v48L0 ${y + 158}z`, colours[step % 2] ?? palette.accent);
  });
  const mirrored = dice(2) === 0 ? ` transform="matrix(-1 0 0 1 300 0)"` : '';
  return (
    `<g${mirrored}>${area('M0 0h300v138L0 278z', palette.ink)}${strips.join('')}</g>` +
    setTitle(cover, {
      x: 24,
      top: 286,
      width: 252,
      height: 64,
      size: 40,
      align: 'bottom',
      fill: palette.ink,
      face: 'sans',
      bold: true,
    }) +
    setAuthors(cover, { x: 24, top: 356, width: 252, height: 26, size: 17, fill: palette.ink, face: 'sans' })
  );
};
