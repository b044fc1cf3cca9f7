import { readableOn } from '../contrast.ts';
import type { Composition, Cover } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { line, rectangle } from '../shapes.ts';

/** Motifs for a tile of 24 by 24, drawn in one colour. */
const motifs: readonly string[] = [
  'M12 3l5 9-5 9-5-9zM0 0h2v2H0zM22 0h2v2h-2zM0 22h2v2H0zM22 22h2v2h-2z',
  'M12 4q5 4 0 8-5-4 0-8zM12 12q5 4 0 8-5-4 0-8zM4 12q4-5 8 0-4 5-8 0zM12 12q4-5 8 0-4 5-8 0z',
  'M0 24a12 12 0 0 1 24 0h-4a8 8 0 0 0-16 0zM9 24a3 3 0 0 1 6 0z',
  'M10 4h4v6h6v4h-6v6h-4v-6H4v-4h6z',
  'M0 10q6-8 12 0t12 0v4q-6 8-12 0T0 14z',
  'M6 2q8 4 6 14-8-4-6-14zM18 10q-8 4-6 13 8-4 6-13z',
];

/** A patterned paper with a pasted label, as on the little books of the twenties. */
export const label: Composition = (cover) => {
  const { palette } = cover;
  const paper = lightest(cover);
  const ink = readableOn(paper, palette, [palette.ink, palette.ground]);
  return (
    pattern(cover) +
    rectangle(42, 70, 216, 164, paper) +
    line('M49 77h202v150H49z', palette.accent, 2) +
    setTitle(cover, {
      x: 150,
      top: 92,
      width: 182,
      height: 82,
      size: 36,
      anchor: 'middle',
      align: 'middle',
      fill: ink,
    }) +
    setAuthors(cover, {
      x: 150,
      top: 184,
      width: 182,
      height: 32,
      size: 16,
      anchor: 'middle',
      align: 'bottom',
      fill: ink,
      italic: true,
    })
  );
};

const pattern = ({ id, palette, dice }: Cover): string =>
  `<pattern id="${id}" width="24" height="24" patternUnits="userSpaceOnUse">` +
  `<path fill="${dice(2) === 0 ? palette.accent : palette.soft}" d="${motifs[dice(motifs.length)]}"/></pattern>` +
  rectangle(0, 0, 300, 400, `url(#${id})`);

const lightest = ({ palette: { ground, ink } }: Cover): string =>
  Number.parseInt(ground.slice(1, 3), 16) > Number.parseInt(ink.slice(1, 3), 16) ? '#fbf6ea' : ink;
