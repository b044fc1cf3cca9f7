import { z } from 'zod';
import { accountOf, buyerOf, operation, pageQuery } from './operation.ts';
import { orderOf, pageOf, paymentOf, purchaseOf, reviewOf, wireOf } from './present.ts';
import { page, payment, purchase, review, sellerOrder } from './shapes.ts';

const id = z.object({ id: z.string().max(64) });
const orderId = z.object({ sellerOrderId: z.string().max(64) });
const nothing = z.object({}).loose().nullish();

/** The buyer's side. */
export const purchaseOperations = [
  operation({
    method: 'POST',
    path: '/purchases/:id/payments',
    access: 'buyer',
    tag: 'buying',
    summary: 'Pay. A method with a page of its own (mercado_pago) takes no card: go on at continueUrl.',
    params: id,
    body: z.object({
      method: z.enum(['card', 'paypal', 'bank_transfer', 'mercado_pago']),
      card: z.object({ number: z.string().max(40) }).optional(),
    }),
    repeatable: true,
    answers: { 201: payment },
    handle: async (request) => {
      const { doors, params, body, config, idempotencyKey, from } = request;
      await doors.accounts.countAttempt({ key: 'card', from, limit: 60, windowSeconds: 3600 });
      const started = await doors.sales.payPurchase({
        buyer: buyerOf(request),
        purchaseId: params.id,
        ...body,
        idempotencyKey,
        returnUrl: `${config.publicUrl}/purchases/${params.id}`,
      });
      return { status: 201, body: paymentOf(started) };
    },
  }),
  operation({
    method: 'GET',
    path: '/purchases',
    access: 'member',
    tag: 'buying',
    summary: 'What I bought, newest first.',
    query: pageQuery,
    answers: { 200: page(purchase) },
    handle: async (request) => {
      const wire = wireOf(request.config);
      const found = await request.doors.sales.listPurchases({
        accountId: accountOf(request).accountId,
        ...request.query,
      });
      return { status: 200, body: pageOf(found, (item) => purchaseOf(item, wire)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/purchases/:id',
    access: 'buyer',
    tag: 'buying',
    summary: 'One purchase of mine.',
    params: id,
    answers: { 200: purchase },
    handle: async (request) => ({
      status: 200,
      body: purchaseOf(
        await request.doors.sales.getPurchase({ buyer: buyerOf(request), purchaseId: request.params.id }),
        wireOf(request.config),
      ),
    }),
  }),
  operation({
    method: 'POST',
    path: '/purchases/:id/cancellation',
    access: 'buyer',
    tag: 'buying',
    summary: 'Cancel whatever of it was not sent yet.',
    params: id,
    body: nothing,
    repeatable: true,
    answers: { 200: purchase },
    handle: async (request) => {
      const cancelled = await request.doors.sales.cancelPurchase({
        buyer: buyerOf(request),
        purchaseId: request.params.id,
        idempotencyKey: request.idempotencyKey,
      });
      return { status: 200, body: purchaseOf(cancelled, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/orders/:sellerOrderId',
    access: 'buyer',
    tag: 'buying',
    summary: "One seller's part of a purchase of mine.",
    params: orderId,
    answers: { 200: sellerOrder },
    handle: async (request) => ({
      status: 200,
      body: orderOf(
        await request.doors.sales.getOrderOfBuyer({ buyer: buyerOf(request), orderId: request.params.sellerOrderId }),
        wireOf(request.config),
      ),
    }),
  }),
  operation({
    method: 'POST',
    path: '/orders/:sellerOrderId/receipt',
    access: 'buyer',
    tag: 'buying',
    summary: 'It arrived and is as described.',
    params: orderId,
    body: nothing,
    repeatable: true,
    answers: { 200: sellerOrder },
    handle: async (request) => {
      const completed = await request.doors.sales.confirmReceipt({
        buyer: buyerOf(request),
        orderId: request.params.sellerOrderId,
        idempotencyKey: request.idempotencyKey,
      });
      return { status: 200, body: orderOf(completed, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'POST',
    path: '/orders/:sellerOrderId/dispute',
    access: 'buyer',
    tag: 'buying',
    summary: 'Something is wrong with it.',
    params: orderId,
    body: z.object({ reason: z.string().max(10_000) }),
    repeatable: true,
    answers: { 200: sellerOrder },
    handle: async (request) => {
      const disputed = await request.doors.sales.disputeOrder({
        buyer: buyerOf(request),
        orderId: request.params.sellerOrderId,
        reason: request.body.reason,
        idempotencyKey: request.idempotencyKey,
      });
      return { status: 200, body: orderOf(disputed, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'POST',
    path: '/orders/:sellerOrderId/review',
    access: 'buyer',
    tag: 'buying',
    summary: 'Say how it was, with one to five stars.',
    params: orderId,
    body: z.object({ stars: z.number().int().min(1).max(5), text: z.string().max(10_000).default('') }),
    repeatable: true,
    answers: { 201: review },
    handle: async (request) => {
      const written = await request.doors.sales.reviewOrder({
        buyer: buyerOf(request),
        orderId: request.params.sellerOrderId,
        ...request.body,
        idempotencyKey: request.idempotencyKey,
      });
      return { status: 201, body: reviewOf(written) };
    },
  }),
];
