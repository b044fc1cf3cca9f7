import { arches } from './compositions/arches.ts';
import { bands } from './compositions/bands.ts';
import { botanical } from './compositions/botanical.ts';
import { circle } from './compositions/circle.ts';
import { diagonal } from './compositions/diagonal.ts';
import { dots } from './compositions/dots.ts';
import { frame } from './compositions/frame.ts';
import { initial } from './compositions/initial.ts';
import { label } from './compositions/label.ts';
import { mountains } from './compositions/mountains.ts';
import { orbits } from './compositions/orbits.ts';
import { rays } from './compositions/rays.ts';
import { stack } from './compositions/stack.ts';
import { stars } from './compositions/stars.ts';
import { tiles } from './compositions/tiles.ts';
import { waves } from './compositions/waves.ts';
import type { Composition } from './cover.ts';

const roomy: readonly Composition[] = [frame, dots, waves, arches, botanical, stack, mountains, orbits];

const tight: readonly Composition[] = [bands, circle, initial, diagonal, stars, label, tiles, rays];

/** All compositions; adding one, or changing the order, gives most works another cover. */
export const compositions: readonly Composition[] = [...roomy, ...tight];

const manyLetters = 52;

/** The compositions in which such a title still reads well. */
export const compositionsFor = (title: string): readonly Composition[] =>
  title.length > manyLetters ? roomy : compositions;
