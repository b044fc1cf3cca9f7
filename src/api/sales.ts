import { z } from 'zod';
import type { SellerOrder } from '../modules/sales/index.ts';
import { type ApiRequest, accountOf, operation, pageQuery } from './operation.ts';
import { moneyOf, orderOf, wireOf } from './present.ts';
import { money, orderStatus, page, sale } from './shapes.ts';

const id = z.object({ sellerOrderId: z.string().max(64) });
const nothing = z.object({}).loose().nullish();
type Request = ApiRequest<{ sellerOrderId: string }, unknown, unknown>;

/** The seller's side. */
export const salesOperations = [
  operation({
    method: 'GET',
    path: '/sales',
    access: 'member',
    tag: 'selling',
    summary: 'What I sold, newest first.',
    query: pageQuery.extend({ status: orderStatus.optional() }),
    answers: { 200: page(sale) },
    handle: async (request) => {
      const { status, ...rest } = request.query;
      const found = await request.doors.sales.listSales({
        sellerId: accountOf(request).accountId,
        ...rest,
        status: status && [status],
      });
      return { status: 200, body: { items: await withMoney(request, found.items), nextCursor: found.nextCursor } };
    },
  }),
  operation({
    method: 'GET',
    path: '/sales/:sellerOrderId',
    access: 'member',
    tag: 'selling',
    summary: 'One order that I sell.',
    params: id,
    answers: { 200: sale },
    handle: async (request) =>
      one(
        request,
        await request.doors.sales.getSale({
          sellerId: accountOf(request).accountId,
          orderId: request.params.sellerOrderId,
        }),
      ),
  }),
  operation({
    method: 'POST',
    path: '/sales/:sellerOrderId/shipment',
    access: 'member',
    tag: 'selling',
    summary: 'It is on its way (or, for a pick-up, ready).',
    params: id,
    body: z.object({ providerId: z.string().max(64).optional(), tracking: z.string().max(1_000).optional() }).nullish(),
    repeatable: true,
    answers: { 200: sale },
    handle: async (request) =>
      one(request, await request.doors.sales.shipOrder({ ...command(request), ...request.body })),
  }),
  operation({
    method: 'POST',
    path: '/sales/:sellerOrderId/handover',
    access: 'member',
    tag: 'selling',
    summary: 'Hand over a pick-up, with the code that the buyer says.',
    params: id,
    body: z.object({ code: z.string().max(100) }),
    repeatable: true,
    answers: { 200: sale },
    handle: async (request) =>
      one(request, await request.doors.sales.handOver({ ...command(request), code: request.body.code })),
  }),
  operation({
    method: 'POST',
    path: '/sales/:sellerOrderId/return',
    access: 'member',
    tag: 'selling',
    summary: 'The parcel came back: refund, and put its copies back for sale.',
    params: id,
    body: nothing,
    repeatable: true,
    answers: { 200: sale },
    handle: async (request) => one(request, await request.doors.sales.recordReturn(command(request))),
  }),
  operation({
    method: 'POST',
    path: '/sales/:sellerOrderId/cancellation',
    access: 'member',
    tag: 'selling',
    summary: 'I cannot send it: the buyer gets the money back. Not before it was paid.',
    params: id,
    body: nothing,
    repeatable: true,
    answers: { 200: sale },
    handle: async (request) => one(request, await request.doors.sales.cancelSale(command(request))),
  }),
  operation({
    method: 'GET',
    path: '/me/balance',
    access: 'member',
    tag: 'selling',
    summary: 'What I am owed, what is still in escrow, what was paid out.',
    answers: { 200: z.object({ escrow: money, payable: money, paidOut: money }) },
    handle: async (request) => {
      const balance = await request.doors.payments.balance({ sellerId: accountOf(request).accountId });
      const { currency } = balance;
      return {
        status: 200,
        body: {
          escrow: moneyOf(balance.escrowMinor, currency),
          payable: moneyOf(balance.payableMinor, currency),
          paidOut: moneyOf(balance.paidOutMinor, currency),
        },
      };
    },
  }),
];

const command = (request: Request) => ({
  sellerId: accountOf(request).accountId,
  orderId: request.params.sellerOrderId,
  idempotencyKey: request.idempotencyKey,
});

async function one(request: Request, order: SellerOrder) {
  const [body] = await withMoney(request, [order]);
  return { status: 200, body };
}

/** Each order with price − commission = payout, once it was paid. */
async function withMoney(request: Pick<Request, 'doors' | 'config'>, orders: readonly SellerOrder[]) {
  const shares =
    orders.length === 0 ? [] : await request.doors.payments.orderMoney({ orderIds: orders.map((order) => order.id) });
  const wire = wireOf(request.config);
  return orders.map((order) => {
    const share = shares.find((each) => each.orderId === order.id);
    const amount = (minor: number) => moneyOf(minor, wire.currency);
    return {
      ...orderOf(order, wire),
      money: share
        ? {
            copies: amount(share.copiesMinor),
            delivery: amount(share.deliveryMinor),
            commission: amount(share.commissionMinor),
            payout: amount(share.payoutMinor),
            state: share.state,
          }
        : null,
    };
  });
}
