import { showEdition } from '../pages/browsing/show-edition.ts';
import { showGuide } from '../pages/browsing/show-guide.ts';
import { showHome } from '../pages/browsing/show-home.ts';
import { showListing } from '../pages/browsing/show-listing.ts';
import { showSearch } from '../pages/browsing/show-search.ts';
import { showReviews, showSeller } from '../pages/browsing/show-seller.ts';
import type { Route } from '../route.ts';

/** What anyone may look at. */
export const browsingRoutes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'anyone', handle: showHome, shared: true },
  { method: 'GET', path: '/search', access: 'anyone', handle: showSearch, shared: true },
  { method: 'GET', path: '/listings/:id', access: 'anyone', handle: showListing, shared: true },
  { method: 'GET', path: '/editions/:id', access: 'anyone', handle: showEdition, shared: true },
  { method: 'GET', path: '/sellers/:id', access: 'anyone', handle: showSeller, shared: true },
  { method: 'GET', path: '/sellers/:id/reviews', access: 'anyone', handle: showReviews, shared: true },
  { method: 'GET', path: '/how-it-works', access: 'anyone', handle: showGuide, shared: true },
];
