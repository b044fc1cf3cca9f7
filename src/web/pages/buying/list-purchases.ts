import type { PageAnswer, PageHandler } from '../../route.ts';
import { purchasesPage } from './purchases-page.ts';

const perPage = 20;

export const listPurchases: PageHandler = async ({ actor, ctx, doors, query }): Promise<PageAnswer> => {
  const { cursor } = query;
  const found = await doors.sales.listPurchases({
    accountId: actor?.accountId ?? '',
    limit: perPage,
    ...(typeof cursor === 'string' ? { cursor } : {}),
  });
  return { page: purchasesPage(ctx, found, Date.now()) };
};
