import type { Route } from './route.ts';
import { accountRoutes } from './routes/account.ts';
import { administrationRoutes } from './routes/administration.ts';
import { browsingRoutes } from './routes/browsing.ts';
import { buyingRoutes } from './routes/buying.ts';
import { sellingRoutes } from './routes/selling.ts';
import { siteRoutes } from './routes/site.ts';

/** The route map of the pages. */
export const routes: readonly Route[] = [
  ...browsingRoutes,
  ...buyingRoutes,
  ...sellingRoutes,
  ...accountRoutes,
  ...administrationRoutes,
  ...siteRoutes,
];
