import { locales } from '../../messages/index.ts';
import { localisedPath, paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { dayCache } from './day-cache.ts';

/** What is somebody's own, and nothing to find. */
const closed = [
  paths.cart,
  paths.checkout,
  paths.purchases,
  paths.sales,
  paths.account,
  paths.myBooks,
  paths.publish,
  paths.signIn,
  paths.register,
  paths.administration,
];

/** What search engines may read, and where the list of everything is. */
export const showRobots: PageHandler = ({ ctx }) => {
  const { shop } = ctx;
  const rules = locales.flatMap((locale) =>
    closed.map((path) => `Disallow: ${localisedPath(locale, shop.locale, path)}`),
  );
  const lines = [
    'User-agent: *',
    ...rules,
    'Disallow: /*cursor=',
    'Disallow: /api/v1/',
    '',
    `Sitemap: ${shop.publicUrl}/sitemap.xml`,
  ];
  return { content: `${lines.join('\n')}\n`, type: 'text/plain; charset=utf-8', cacheControl: dayCache };
};
