import { readableOn } from '../contrast.ts';
import type { Composition } from '../cover.ts';
import { setAuthors, setTitle } from '../lettering.ts';
import { area } from '../shapes.ts';

/** A sky with a young moon. */
export const stars: Composition = (cover) => {
  const { palette, dice } = cover;
  const moon = 70 + dice(3) * 70;
  const sky = Array.from({ length: 24 }, (_, index) => {
    const x = 22 + ((index * 47 + dice(24)) % 256);
    const y = 20 + ((index * 83 + dice(20)) % 178);
    const nearMoon = Math.hypot(x - moon, y - 102) < 66;
    return nearMoon ? '' : star(x, y, index % 5 === 0 ? 8 : 3 + dice(3));
  });
  return (
    area(sky.join(''), palette.soft) +
    area(`M${moon - 12} 54a50 50 0 1 0 58 64 42 42 0 0 1-58-64z`, palette.accent) +
    setTitle(cover, {
      x: 150,
      top: 222,
      width: 250,
      height: 110,
      size: 46,
      anchor: 'middle',
      align: 'middle',
      fill: palette.ink,
      italic: true,
    }) +
    setAuthors(cover, {
      x: 150,
      top: 346,
      width: 250,
      height: 32,
      size: 17,
      anchor: 'middle',
      fill: readableOn(palette.ground, palette, [palette.accent]),
      face: 'sans',
    })
  );
};

const star = (x: number, y: number, reach: number): string => {
  const waist = Math.ceil(reach / 4);
  const rest = reach - waist;
  return `M${x} ${y - reach}l${waist} ${rest} ${rest} ${waist}-${rest} ${waist}-${waist} ${rest}-${waist}-${rest}-${rest}-${waist} ${rest}-${waist}z`;
};
