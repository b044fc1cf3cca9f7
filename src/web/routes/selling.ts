import type { Route } from '../route.ts';

export const sellingRoutes: readonly Route[] = [];
