import { z } from 'zod';
import { DomainError } from '../platform/errors.ts';
import { accountOf, operation, pageQuery } from './operation.ts';
import { listingOf, pageOf, photoOf, wireOf } from './present.ts';
import { condition, flag, format, listing, listingState, moneyInput, page, photo } from './shapes.ts';

const facts = {
  isbn: z.string().max(100).optional(),
  title: z.string().max(2000).optional(),
  authors: z.array(z.string().max(1000)).max(100).optional(),
  publisher: z.string().max(2000).optional(),
  year: z.number().int().nullable().optional(),
  language: z.string().max(20).optional(),
  format: format.nullable().optional(),
  subjects: z.array(z.string().max(200)).max(100).optional(),
};

const newListing = z.object({
  ...facts,
  condition,
  flags: z.array(flag).max(10).optional(),
  notes: z.string().max(20_000).optional(),
  price: moneyInput,
  quantity: z.number().int().min(1).max(9_999),
  state: z.enum(['draft', 'active']).optional(),
});

const changedListing = z.object({
  ...facts,
  condition: condition.optional(),
  flags: z.array(flag).max(10).optional(),
  notes: z.string().max(20_000).optional(),
  price: moneyInput.optional(),
  quantity: z.number().int().min(0).max(9_999).optional(),
  state: z.enum(['active', 'paused', 'removed']).optional(),
});

const id = z.object({ id: z.string().max(64) });

/** Publishing: one's own copies. */
export const myListingOperations = [
  operation({
    method: 'POST',
    path: '/listings',
    access: 'member',
    tag: 'selling',
    summary: 'Publish a copy, by ISBN or by title; at once unless it is a draft.',
    body: newListing,
    repeatable: true,
    answers: { 201: listing },
    handle: async (request) => {
      const { doors, body, config, raw } = request;
      const { condition: grade, flags, notes, price, quantity, state, ...given } = body;
      const key = raw.headers['idempotency-key'];
      const published = await doors.catalogue.publishListing({
        sellerId: accountOf(request).accountId,
        facts: given,
        fields: { condition: grade, flags, notes, priceMinor: amountOf(price, config.shop.currency), quantity },
        state,
        ...(typeof key === 'string' ? { idempotencyKey: key } : {}),
      });
      return { status: 201, body: listingOf(published, wireOf(config)) };
    },
  }),
  operation({
    method: 'PATCH',
    path: '/listings/:id',
    access: 'member',
    tag: 'selling',
    summary: 'Change a copy of mine: price, notes, quantity, state.',
    params: id,
    body: changedListing,
    answers: { 200: listing },
    handle: async (request) => {
      const { doors, body, params, config } = request;
      const { condition: grade, flags, notes, price, quantity, state, ...given } = body;
      const fields = {
        condition: grade,
        flags,
        notes,
        quantity,
        ...(price === undefined ? {} : { priceMinor: amountOf(price, config.shop.currency) }),
      };
      const changed = await doors.catalogue.updateListing({
        sellerId: accountOf(request).accountId,
        listingId: params.id,
        facts: given,
        fields: defined(fields),
        state,
      });
      return { status: 200, body: listingOf(changed, wireOf(config)) };
    },
  }),
  operation({
    method: 'DELETE',
    path: '/listings/:id',
    access: 'member',
    tag: 'selling',
    summary: 'Take a copy of mine off the shop.',
    params: id,
    answers: { 204: z.undefined() },
    handle: async (request) => {
      await request.doors.catalogue.removeListing({
        sellerId: accountOf(request).accountId,
        listingId: request.params.id,
      });
      return { status: 204 };
    },
  }),
  operation({
    method: 'POST',
    path: '/listings/:id/photos',
    access: 'member',
    tag: 'selling',
    summary: 'Add a photo (multipart field `photo`: JPEG, PNG or WebP of at most 15 MB).',
    params: id,
    multipart: true,
    answers: { 201: photo },
    handle: async (request) => {
      const file = request.raw.isMultipart() ? await request.raw.file() : undefined;
      if (file?.fieldname !== 'photo')
        throw new DomainError('photo.missing', 422, 'Send one photo in the multipart field "photo".', {
          field: 'photo',
        });
      const added = await request.doors.catalogue.addPhoto({
        sellerId: accountOf(request).accountId,
        listingId: request.params.id,
        photo: file.file,
        declaredType: file.mimetype,
      });
      return { status: 201, body: photoOf(added, wireOf(request.config)) };
    },
  }),
  operation({
    method: 'DELETE',
    path: '/listings/:id/photos/:photoId',
    access: 'member',
    tag: 'selling',
    summary: 'Take a photo away.',
    params: z.object({ id: z.string().max(64), photoId: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handle: async (request) => {
      await request.doors.catalogue.removePhoto({
        sellerId: accountOf(request).accountId,
        listingId: request.params.id,
        photoId: request.params.photoId,
      });
      return { status: 204 };
    },
  }),
  operation({
    method: 'GET',
    path: '/me/listings',
    access: 'member',
    tag: 'selling',
    summary: 'My copies, in any state.',
    query: pageQuery.extend({ state: listingState.optional(), q: z.string().max(200).optional() }),
    answers: { 200: page(listing) },
    handle: async (request) => {
      const wire = wireOf(request.config);
      const found = await request.doors.catalogue.listSellerListings({
        sellerId: accountOf(request).accountId,
        ...request.query,
      });
      return { status: 200, body: pageOf(found, (item) => listingOf(item, wire)) };
    },
  }),
];

/** The shop sells in one currency. */
function amountOf(price: { amount: number; currency: string }, currency: string): number {
  if (price.currency !== currency)
    throw new DomainError('price.currency', 422, `This shop sells in ${currency}.`, { field: 'price' });
  return price.amount;
}

/** Without the fields that were not sent: they stay as they are. */
const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
