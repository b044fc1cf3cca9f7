import { escapeXml } from '../clean-text.ts';
import { readableOn } from '../contrast.ts';
import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { disc, rectangle } from '../shapes.ts';

/** The first letter, larger than the sheet, above a plinth with the words. */
export const initial: Composition = (cover) => {
  const { palette, dice } = cover;
  const x = [96, 150, 200][dice(3)] ?? 150;
  const letter =
    cover.initial === ''
      ? disc(x, 130, 86, palette.accent)
      : `<g aria-hidden="true" fill="${palette.accent}" font-size="330" font-weight="700" text-anchor="middle"><text x="${x}" y="244">${escapeXml(cover.initial)}</text></g>`;
  return (
    rectangle(0, 0, 300, 400, palette.soft) +
    letter +
    rectangle(0, 244, 300, 156, palette.ground) +
    setTitle(cover, { x: 24, top: 260, width: 252, height: 88, size: 40, fill: palette.ink }) +
    setAuthors(cover, {
      x: 24,
      top: 352,
      width: 252,
      height: 30,
      size: 18,
      align: 'bottom',
      italic: true,
      fill: readableOn(palette.ground, palette, [palette.accent]),
    })
  );
};
