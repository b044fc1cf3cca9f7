import { z } from 'zod';
import { DomainError } from '../platform/errors.ts';
import { operation } from './operation.ts';
import { purchaseOf, wireOf } from './present.ts';
import { address, purchase } from './shapes.ts';

const checkout = z.object({
  items: z
    .array(z.object({ listingId: z.string().max(64), quantity: z.number().int().min(1).max(999) }))
    .min(1)
    .max(100)
    .optional(),
  address,
  deliveries: z
    .array(z.object({ sellerId: z.string().max(64), providerId: z.string().max(64) }))
    .max(100)
    .optional(),
  email: z.string().max(500).optional().describe('For guests.'),
});

/** From a cart, or named copies, to a purchase whose copies are held. */
export const checkoutOperations = [
  operation({
    method: 'POST',
    path: '/checkouts',
    access: 'anyone',
    tag: 'buying',
    summary: "Buy: holds the copies, all or none. A guest's answer has a token that opens the purchase as Bearer.",
    body: checkout,
    repeatable: true,
    answers: { 201: purchase.extend({ guestToken: z.string().optional() }) },
    handle: async ({ doors, actor, body, config, idempotencyKey }) => {
      const { email, ...order } = body;
      if (!actor && email === undefined)
        throw new DomainError('email.invalid', 422, 'A guest gives an e-mail address; a member signs in.', {
          field: 'email',
        });
      const { purchase: placed, guestToken } = await doors.sales.placeOrder({
        ...order,
        buyer: actor ? { accountId: actor.accountId } : { guest: { email: email ?? '', locale: config.shop.locale } },
        ...(actor ? { owner: { accountId: actor.accountId } } : {}),
        idempotencyKey,
      });
      return {
        status: 201,
        body: { ...purchaseOf(placed, wireOf(config)), ...(guestToken === undefined ? {} : { guestToken }) },
      };
    },
  }),
];
