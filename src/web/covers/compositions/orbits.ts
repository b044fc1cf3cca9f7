import type { Composition } from '../cover.ts';
import { setTitleAndAuthors } from '../lettering.ts';
import { around, disc, ring } from '../shapes.ts';

/** Rings around a centre, each with its body on the way. */
export const orbits: Composition = (cover) => {
  const { palette, dice } = cover;
  const x = [60, 150, 240][dice(3)] ?? 150;
  const radii = [36, 60, 86, 112, 140];
  const bodies = radii.map((radius, index) => {
    const [bodyX, bodyY] = around(x, 304, radius, 0.62 + dice(76) / 100);
    return disc(bodyX, bodyY, 5 + dice(3) * 3, index % 2 === 0 ? palette.accent : palette.ink);
  });
  return (
    radii.map((radius) => ring(x, 304, radius, palette.soft, 2)).join('') +
    disc(x, 304, 20, palette.accent) +
    bodies.join('') +
    setTitleAndAuthors(
      cover,
      { x: 24, top: 26, width: 252, height: 122, size: 42, face: 'sans', fill: palette.ink },
      { italic: true },
    )
  );
};
