import { receiveNotice } from '../pages/receive-notice.ts';
import { showCover } from '../pages/show-cover.ts';
import type { Route } from '../route.ts';

/** What is not a page: covers, webhooks, files for machines. */
export const siteRoutes: readonly Route[] = [
  { method: 'GET', path: '/covers/:file', access: 'anyone', handle: showCover, unlocalised: true },
  { method: 'POST', path: '/webhooks/:gateway', access: 'anyone', handle: receiveNotice, unlocalised: true },
];
