import { newId } from '../../../platform/ids.ts';
import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { salesPage, salesTabs, tabStatuses } from './sales-page.ts';
import { textOf } from './show-my-books.ts';

const cardsShown = 50;
const rowsShown = 24;

export const showSales: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const { accountId: sellerId } = memberOf(request);
  const tab = salesTabs.find((name) => name === textOf(request, 'tab')) ?? 'todo';
  const cursor = textOf(request, 'cursor');
  const statuses = tabStatuses[tab];
  const [counts, page] = await Promise.all([
    doors.sales.countSales({ sellerId }),
    doors.sales.listSales({
      sellerId,
      status: statuses && [...statuses],
      cursor: cursor === '' ? undefined : cursor,
      limit: tab === 'todo' ? cardsShown : rowsShown,
    }),
  ]);
  const orderIds = page.items.map(({ id }) => id);
  const money = tab === 'todo' || orderIds.length === 0 ? [] : await doors.payments.orderMoney({ orderIds });
  const payouts = new Map(money.map(({ orderId, payoutMinor }) => [orderId, payoutMinor]));
  return {
    page: salesPage(ctx, {
      tab,
      counts,
      orders: page.items,
      payouts,
      next: page.nextCursor,
      later: cursor !== '',
      now: Date.now(),
      newKey: newId,
    }),
  };
};
