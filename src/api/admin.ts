import { z } from 'zod';
import { type ApiRequest, accountOf, operation, pageQuery } from './operation.ts';
import {
  listingOf,
  moneyOf,
  orderOf,
  pageOf,
  paymentOf,
  accountOf as presentAccount,
  providerOf,
  wireOf,
} from './present.ts';
import { account, listing, listingState, money, orderStatus, page, payment, provider, sellerOrder } from './shapes.ts';

const id = z.object({ id: z.string().max(64) });
const role = z.enum(['member', 'administrator']);
const figures = z.object({
  accounts: z.number(),
  suspended: z.number(),
  listings: z.number(),
  activeListings: z.number(),
  heldCopies: z.number(),
  purchases: z.number(),
  paidOrders: z.number(),
  disputed: z.number(),
  sold: money,
});

/** Administration; for anyone else these are not there. Every action is written to the audit log. */
export const adminOperations = [
  operation({
    method: 'GET',
    path: '/admin/accounts',
    access: 'administrator',
    tag: 'administration',
    summary: 'Accounts by name or e-mail.',
    query: pageQuery.extend({ q: z.string().max(200).optional() }),
    answers: { 200: page(account) },
    handle: async ({ doors, query }) => ({
      status: 200,
      body: pageOf(await doors.accounts.searchAccounts(query), presentAccount),
    }),
  }),
  operation({
    method: 'PATCH',
    path: '/admin/accounts/:id',
    access: 'administrator',
    tag: 'administration',
    summary: 'Suspend an account, or change its role.',
    params: id,
    body: z.object({ suspended: z.boolean().optional(), role: role.optional() }),
    answers: { 200: account },
    handle: async (request) => {
      const { doors, params, body } = request;
      if (body.suspended !== undefined)
        await doors.accounts.setSuspended({ accountId: params.id, suspended: body.suspended });
      if (body.role !== undefined) await doors.accounts.setRole({ accountId: params.id, role: body.role });
      await record(request, 'account.changed', params.id, body);
      return { status: 200, body: presentAccount(await doors.accounts.getAccount({ accountId: params.id })) };
    },
  }),
  operation({
    method: 'GET',
    path: '/admin/listings',
    access: 'administrator',
    tag: 'administration',
    summary: 'Listings in any state.',
    query: pageQuery.extend({ q: z.string().max(200).optional(), state: listingState.optional() }),
    answers: { 200: page(listing) },
    handle: async ({ doors, query, config }) => {
      const wire = wireOf(config);
      return {
        status: 200,
        body: pageOf(await doors.catalogue.searchListingsAsAdministrator(query), (item) => listingOf(item, wire)),
      };
    },
  }),
  operation({
    method: 'PATCH',
    path: '/admin/listings/:id',
    access: 'administrator',
    tag: 'administration',
    summary: 'Block a listing, or let it be what it was.',
    params: id,
    body: z.object({ blocked: z.boolean() }),
    answers: { 200: listing },
    handle: async (request) => {
      const changed = await request.doors.catalogue.setBlocked({
        listingId: request.params.id,
        blocked: request.body.blocked,
      });
      await record(request, 'listing.blocked', request.params.id, request.body);
      return { status: 200, body: listingOf(changed, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/admin/orders',
    access: 'administrator',
    tag: 'administration',
    summary: 'Seller orders, newest first.',
    query: pageQuery.extend({ status: orderStatus.optional() }),
    answers: { 200: page(sellerOrder) },
    handle: async ({ doors, query, config }) => {
      const wire = wireOf(config);
      return { status: 200, body: pageOf(await doors.sales.listOrders(query), (order) => orderOf(order, wire)) };
    },
  }),
  operation({
    method: 'POST',
    path: '/admin/orders/:id/resolution',
    access: 'administrator',
    tag: 'administration',
    summary: 'Decide a dispute, or refund a completed order.',
    params: id,
    body: z.object({ outcome: z.enum(['completed', 'refunded']) }),
    repeatable: true,
    answers: { 200: sellerOrder },
    handle: async (request) => {
      const { doors, params, body, idempotencyKey } = request;
      const order = await doors.sales.resolveOrder({ orderId: params.id, outcome: body.outcome, idempotencyKey });
      await record(request, 'order.resolved', params.id, body);
      return { status: 200, body: orderOf(order, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/admin/payments',
    access: 'administrator',
    tag: 'administration',
    summary: 'Payments, newest first; `status=refund_due` for what is owed back.',
    query: pageQuery.extend({ status: payment.shape.status.optional() }),
    answers: { 200: page(payment) },
    handle: async ({ doors, query }) => ({
      status: 200,
      body: pageOf(await doors.payments.listPayments(query), paymentOf),
    }),
  }),
  operation({
    method: 'POST',
    path: '/admin/payments/:id/confirmation',
    access: 'administrator',
    tag: 'administration',
    summary: 'A bank transfer has arrived.',
    params: id,
    body: z.object({}).loose().nullish(),
    repeatable: true,
    answers: { 200: payment },
    handle: async (request) => {
      const { doors, params } = request;
      await doors.payments.confirmTransfer({ paymentId: params.id });
      await doors.sales.settlePayment({ paymentId: params.id });
      await record(request, 'payment.confirmed', params.id);
      return { status: 200, body: paymentOf(await doors.payments.getPayment({ paymentId: params.id })) };
    },
  }),
  operation({
    method: 'POST',
    path: '/admin/payments/:id/refund',
    access: 'administrator',
    tag: 'administration',
    summary: 'What was owed back has been sent, through the gateway or by hand.',
    params: id,
    body: z.object({ byHand: z.boolean().default(false) }),
    repeatable: true,
    answers: { 200: payment },
    handle: async (request) => {
      const settled = await request.doors.payments.settleRefund({
        paymentId: request.params.id,
        byHand: request.body.byHand,
      });
      await record(request, 'payment.refunded', request.params.id, request.body);
      return { status: 200, body: paymentOf(settled) };
    },
  }),
  operation({
    method: 'POST',
    path: '/admin/sellers/:id/payouts',
    access: 'administrator',
    tag: 'administration',
    summary: 'The seller was paid all that was owed to them.',
    params: id,
    body: z.object({ note: z.string().max(200).default('') }),
    repeatable: true,
    answers: { 201: z.object({ id: z.string(), amount: money }) },
    handle: async (request) => {
      const payout = await request.doors.payments.payOut({
        sellerId: request.params.id,
        note: request.body.note,
        idempotencyKey: request.idempotencyKey,
      });
      await record(request, 'seller.paid_out', request.params.id, { amountMinor: payout.amountMinor });
      return { status: 201, body: { id: payout.id, amount: moneyOf(payout.amountMinor, payout.currency) } };
    },
  }),
  operation({
    method: 'PUT',
    path: '/admin/delivery-providers/:id',
    access: 'administrator',
    tag: 'administration',
    summary: "Change a delivery provider's name, cost or whether it is offered.",
    params: id,
    body: z.object({
      name: z.string().max(200),
      coverage: z.enum(['national', 'international', 'pickup']),
      cost: z.object({ amount: z.number().int().min(0), currency: z.string() }),
      active: z.boolean(),
    }),
    answers: { 200: provider },
    handle: async (request) => {
      const { cost, ...rest } = request.body;
      const saved = await request.doors.delivery.saveProvider({
        ...rest,
        id: request.params.id,
        costMinor: cost.amount,
      });
      await record(request, 'provider.saved', saved.id, { costMinor: saved.costMinor });
      return { status: 200, body: providerOf(saved, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/admin/audit',
    access: 'administrator',
    tag: 'administration',
    summary: 'What administrators did, newest first.',
    query: pageQuery,
    answers: {
      200: page(
        z.object({
          id: z.string(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          details: z.record(z.string(), z.unknown()),
        }),
      ),
    },
    handle: async ({ doors, query }) => {
      const log = await doors.accounts.listAudit(query);
      return {
        status: 200,
        body: pageOf(log, ({ id: entryId, at, actorName, action, subject, details }) => ({
          id: entryId,
          at: new Date(at).toISOString(),
          actor: actorName,
          action,
          subject,
          details,
        })),
      };
    },
  }),
  operation({
    method: 'GET',
    path: '/admin/figures',
    access: 'administrator',
    tag: 'administration',
    summary: 'The shop in figures.',
    answers: { 200: figures },
    handle: async ({ doors, config }) => {
      const [accounts, listings, sales] = await Promise.all([
        doors.accounts.countAccounts(),
        doors.catalogue.countListings(),
        doors.sales.figures(),
      ]);
      const body = {
        ...accounts,
        listings: listings.total,
        activeListings: listings.active,
        heldCopies: listings.heldCopies,
        purchases: sales.purchases,
        paidOrders: sales.paidOrders,
        disputed: sales.disputed,
        sold: moneyOf(sales.soldCopiesMinor, config.shop.currency),
      };
      return { status: 200, body };
    },
  }),
];

async function record(
  request: Pick<ApiRequest<unknown, unknown, unknown>, 'doors' | 'actor'>,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const { accountId, name } = accountOf(request);
  await request.doors.accounts.recordAudit({ actorId: accountId, actorName: name, action, subject, details });
}
