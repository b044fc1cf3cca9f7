import type { Route } from '../route.ts';

export const browsingRoutes: readonly Route[] = [];
