import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { dayCache } from './day-cache.ts';

/** What a phone needs to keep the shop among its apps. */
export const showManifest: PageHandler = ({ ctx }) => {
  const { shell } = ctx.t;
  const icon = (size: number) => ({
    src: ctx.asset(`icon-${size}.png`),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  });
  const manifest = {
    id: ctx.url(paths.home),
    name: ctx.shop.name,
    short_name: ctx.shop.name,
    description: shell.tagline,
    lang: ctx.locale,
    start_url: ctx.url(paths.home),
    scope: '/',
    display: 'minimal-ui',
    background_color: '#faf6ee',
    theme_color: '#163c2d',
    icons: [{ src: ctx.asset('favicon.svg'), sizes: 'any', type: 'image/svg+xml' }, icon(192), icon(512)],
    shortcuts: [
      { name: shell.explore, url: ctx.url(paths.search) },
      { name: shell.publish, url: ctx.url(paths.publish) },
    ],
  };
  return {
    content: JSON.stringify(manifest),
    type: 'application/manifest+json; charset=utf-8',
    cacheControl: dayCache,
  };
};
