// Serves the world of tests/pages to a browser: says in one line what there is to visit, and ends when its input does.
import { buildAssets } from '../../src/web/assets/build.ts';
import { openPageWorld, type Role } from '../pages/page-world.ts';
import { visitsOf } from '../pages/visits.ts';

/** What the browser is told. */
export interface ServedWorld {
  readonly url: string;
  readonly visits: readonly { readonly as: Role; readonly path: string; readonly status: number }[];
  readonly cookies: Readonly<Record<Role, readonly { readonly name: string; readonly value: string }[]>>;
}

/** A browser is slow; the pages of a tenth order are made of the same parts. */
const mostOfARoute = 3;
const assets = await buildAssets();
const world = await openPageWorld({ assets });
const served: ServedWorld = {
  url: world.shop.url,
  visits: visitsOf(world, mostOfARoute)
    .filter((visit) => !visit.file)
    .map(({ as, path, status = 200 }) => ({ as, path, status })),
  cookies: Object.fromEntries(
    Object.entries(world.browsers).map(([role, { cookies }]) => [
      role,
      [...cookies].map(([name, value]) => ({ name, value })),
    ]),
  ) as unknown as ServedWorld['cookies'],
};
process.stdout.write(`${JSON.stringify(served)}\n`);
process.stdin.resume().once('end', () => {
  void world.close().then(() => process.exit(0));
});
