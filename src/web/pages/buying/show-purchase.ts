import { newId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { findOwnPurchase } from './own-purchase.ts';
import { purchasePage } from './purchase-page.ts';

/** A guest's link brings its token along once; from then on the browser's cookie opens the purchase. */
export const showPurchase: PageHandler = async (request): Promise<PageAnswer> => {
  const { token } = request.query;
  const { id = '' } = request.params;
  if (typeof token === 'string') return takeToken(request, id, token);
  const { purchase } = await findOwnPurchase(request);
  return { page: purchasePage(request.ctx, purchase, Date.now(), newId) };
};

const takeToken = async (
  request: Parameters<PageHandler>[0],
  purchaseId: string,
  token: string,
): Promise<PageAnswer> => {
  const given = { ...request, guestToken: (id: string) => (id === purchaseId ? token : undefined) };
  const { purchase } = await findOwnPurchase(given);
  const redirect = paths.purchase(purchase.id);
  return purchase.guest ? { redirect, cookies: { guest: { purchaseId, token } } } : { redirect };
};
