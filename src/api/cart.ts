import { z } from 'zod';
import { accountOf, operation } from './operation.ts';
import { cartOf, wireOf } from './present.ts';
import { cart } from './shapes.ts';

const listingId = z.object({ listingId: z.string().max(64) });

/** What a member means to buy. */
export const cartOperations = [
  operation({
    method: 'GET',
    path: '/cart',
    access: 'member',
    tag: 'buying',
    summary: 'My cart, with what changed since.',
    answers: { 200: cart },
    handle: async (request) => ({
      status: 200,
      body: cartOf(await request.doors.sales.getCart({ owner: ownerOf(request) }), wireOf(request.config)),
    }),
  }),
  operation({
    method: 'PUT',
    path: '/cart/items/:listingId',
    access: 'member',
    tag: 'buying',
    summary: 'Put so many copies into my cart.',
    params: listingId,
    body: z.object({ quantity: z.number().int().min(0).max(999) }),
    answers: { 200: cart },
    handle: async (request) => {
      const owner = ownerOf(request);
      await request.doors.sales.putInCart({
        owner,
        listingId: request.params.listingId,
        quantity: request.body.quantity,
      });
      return { status: 200, body: cartOf(await request.doors.sales.getCart({ owner }), wireOf(request.config)) };
    },
  }),
  operation({
    method: 'DELETE',
    path: '/cart/items/:listingId',
    access: 'member',
    tag: 'buying',
    summary: 'Take a listing out of my cart.',
    params: listingId,
    answers: { 204: z.undefined() },
    handle: async (request) => {
      await request.doors.sales.putInCart({
        owner: ownerOf(request),
        listingId: request.params.listingId,
        quantity: 0,
      });
      return { status: 204 };
    },
  }),
];

const ownerOf = (request: Parameters<typeof accountOf>[0]) => ({ accountId: accountOf(request).accountId });
