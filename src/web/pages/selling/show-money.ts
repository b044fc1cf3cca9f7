import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { moneyPage } from './money-page.ts';
import { textOf } from './show-my-books.ts';

const entriesShown = 50;
const payoutsShown = 12;

export const showMoney: PageHandler = async (request) => {
  const { ctx, config, doors } = request;
  const { accountId: sellerId, emailConfirmed } = memberOf(request);
  const cursor = textOf(request, 'cursor');
  const [balance, payouts, entries] = await Promise.all([
    doors.payments.balance({ sellerId }),
    doors.payments.listPayouts({ sellerId, limit: payoutsShown }),
    doors.payments.listLedger({ sellerId, cursor: cursor === '' ? undefined : cursor, limit: entriesShown }),
  ]);
  const { commissionPercent } = config.shop;
  return {
    page: moneyPage(ctx, {
      balance,
      payouts: payouts.items,
      entries: entries.items,
      next: entries.nextCursor,
      later: cursor !== '',
      commissionPercent,
      emailConfirmed,
    }),
  };
};
