import type { Route } from '../route.ts';

export const buyingRoutes: readonly Route[] = [];
