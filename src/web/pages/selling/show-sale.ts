import type { SellerOrder } from '../../../modules/sales/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { isId, newId } from '../../../platform/ids.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { typed } from '../buying/form-values.ts';
import type { SaleMoney } from './sale-money.ts';
import { salePage } from './sale-page.ts';

export const showSale: PageHandler = (request) => saleAnswer(request);

/** Errors: `order.not_found`, also for another's. */
export function orderIdOf({ params }: PageRequest): string {
  const id = params.id ?? '';
  if (!isId(id)) throw notFound('order');
  return id;
}

export const ownSale = (request: PageRequest): Promise<SellerOrder> =>
  request.doors.sales.getSale({ sellerId: memberOf(request).accountId, orderId: orderIdOf(request) });

/** The order's page as it is now; after a refusal, with what was typed and what was wrong. */
export async function saleAnswer(
  request: PageRequest,
  refused?: { errors: FormErrors; status: number },
): Promise<PageAnswer> {
  const { body, ctx, doors } = request;
  const order = await ownSale(request);
  const [money, providers] = await Promise.all([
    moneyOf(request, order),
    order.actions.includes('ship') ? doors.delivery.listProviders({}) : [],
  ]);
  const page = salePage(ctx, {
    order,
    money,
    providers: providers.filter(({ coverage }) => coverage !== 'pickup'),
    typed: {
      provider: typed(body, 'provider') || order.delivery.providerId,
      tracking: typed(body, 'tracking'),
      code: typed(body, 'code'),
    },
    errors: refused?.errors ?? {},
    key: newId(),
  });
  return refused ? { page, status: refused.status } : { page };
}

async function moneyOf({ doors }: PageRequest, order: SellerOrder): Promise<SaleMoney> {
  const [money] = order.paidAt === null ? [] : await doors.payments.orderMoney({ orderIds: [order.id] });
  if (money) return money;
  const { copiesMinor, delivery, totalMinor } = order;
  const commissionMinor = await doors.payments.commissionOf({ copiesMinor });
  return {
    copiesMinor,
    deliveryMinor: delivery.costMinor,
    commissionMinor,
    payoutMinor: totalMinor - commissionMinor,
    state: 'unpaid',
  };
}
