import { receiveNotice } from '../pages/receive-notice.ts';
import { showCover } from '../pages/show-cover.ts';
import { showFavicon } from '../pages/site/show-favicon.ts';
import { showManifest } from '../pages/site/show-manifest.ts';
import { showOpenSearch } from '../pages/site/show-open-search.ts';
import { showRobots } from '../pages/site/show-robots.ts';
import { showSitemap } from '../pages/site/show-sitemap.ts';
import { showSitemapPart } from '../pages/site/show-sitemap-part.ts';
import type { Route } from '../route.ts';

/** What is not a page: covers, webhooks, files for machines. */
export const siteRoutes: readonly Route[] = [
  { method: 'GET', path: '/covers/:file', access: 'anyone', handle: showCover, unlocalised: true },
  { method: 'POST', path: '/webhooks/:gateway', access: 'anyone', handle: receiveNotice, unlocalised: true },
  { method: 'GET', path: '/robots.txt', access: 'anyone', handle: showRobots, unlocalised: true },
  { method: 'GET', path: '/sitemap.xml', access: 'anyone', handle: showSitemap, unlocalised: true },
  { method: 'GET', path: '/sitemaps/:part', access: 'anyone', handle: showSitemapPart, unlocalised: true },
  { method: 'GET', path: '/favicon.ico', access: 'anyone', handle: showFavicon, unlocalised: true },
  { method: 'GET', path: '/manifest.webmanifest', access: 'anyone', handle: showManifest },
  { method: 'GET', path: '/opensearch.xml', access: 'anyone', handle: showOpenSearch },
];
