import type { Route } from '../route.ts';

export const administrationRoutes: readonly Route[] = [];
