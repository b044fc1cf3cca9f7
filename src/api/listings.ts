import { z } from 'zod';
import { operation, pageQuery } from './operation.ts';
import { editionOf, listingOf, listingText, moneyOf, pageOf, providerOf, reviewOf, wireOf } from './present.ts';
import { condition, editionAnswer, format, listing, listingPage, page, provider, review } from './shapes.ts';

/** `?condition=good&condition=fine` and `?condition=good,fine` say the same. */
const several = <T extends z.ZodType>(item: T) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
      z.array(item).max(30),
    )
    .optional();

const amount = z.coerce.number().int().min(0).max(1_000_000_000_000).optional();

const listingQuery = pageQuery.extend({
  q: z.string().max(10_000).optional(),
  condition: several(condition),
  language: several(z.string().max(10)),
  format: several(format),
  subject: several(z.string().max(60)),
  city: several(z.string().max(100)),
  seller: z.string().max(64).optional(),
  minPrice: amount.describe('In minor units.'),
  maxPrice: amount.describe('In minor units.'),
  sort: z.enum(['relevance', 'price', '-price', 'newest']).optional(),
});

/** What: finding books. */
export const listingOperations = [
  operation({
    method: 'GET',
    path: '/listings',
    access: 'anyone',
    tag: 'catalogue',
    summary: 'Search and browse, with counts.',
    query: listingQuery,
    answers: { 200: listingPage },
    handle: async ({ doors, query, config }) => {
      const { minPrice, maxPrice, seller, ...rest } = query;
      const found = await doors.catalogue.search({
        ...rest,
        sellerId: seller,
        minPriceMinor: minPrice,
        maxPriceMinor: maxPrice,
        facets: true,
      });
      const { items, ...counts } = found;
      const wire = wireOf(config);
      const texts = items.map((item) => listingText(item, wire));
      return { status: 200, json: `{"items":[${texts.join(',')}],${JSON.stringify(counts).slice(1)}` };
    },
  }),
  operation({
    method: 'GET',
    path: '/listings/:id',
    access: 'anyone',
    tag: 'catalogue',
    summary: 'One copy. Its seller sees it in any state.',
    params: z.object({ id: z.string().max(64) }),
    answers: { 200: listing },
    handle: async ({ doors, params, actor, config }) => ({
      status: 200,
      json: listingText(
        await doors.catalogue.getListing({ listingId: params.id, viewerId: actor?.accountId }),
        wireOf(config),
      ),
    }),
  }),
  operation({
    method: 'GET',
    path: '/editions/:isbnOrId',
    access: 'anyone',
    tag: 'catalogue',
    summary: 'An edition with its copies and the other editions of its work.',
    params: z.object({ isbnOrId: z.string().max(64) }),
    query: pageQuery,
    answers: { 200: editionAnswer },
    handle: async ({ doors, params, query, config }) => {
      const wire = wireOf(config);
      const { edition, otherEditions } = await doors.catalogue.getEdition({ isbnOrId: params.isbnOrId });
      const copies = await doors.catalogue.listEditionListings({ editionId: edition.id, ...query });
      const others = otherEditions.map((other) => ({
        ...editionOf(other),
        copies: other.copies,
        fromPrice: other.fromPriceMinor === null ? null : moneyOf(other.fromPriceMinor, wire.currency),
      }));
      return {
        status: 200,
        body: {
          ...editionOf(edition),
          listings: copies.items.map((item) => listingOf(item, wire)),
          nextCursor: copies.nextCursor,
          otherEditions: others,
        },
      };
    },
  }),
  operation({
    method: 'GET',
    path: '/sellers/:id/reviews',
    access: 'anyone',
    tag: 'catalogue',
    summary: "A seller's reviews, newest first.",
    params: z.object({ id: z.string().max(64) }),
    query: pageQuery,
    answers: { 200: page(review) },
    handle: async ({ doors, params, query }) => ({
      status: 200,
      body: pageOf(await doors.sales.listReviews({ sellerId: params.id, ...query }), reviewOf),
    }),
  }),
  operation({
    method: 'GET',
    path: '/delivery-providers',
    access: 'anyone',
    tag: 'delivery',
    summary: 'Who carries, where, and for how much.',
    answers: { 200: page(provider) },
    handle: async ({ doors, config }) => {
      const providers = await doors.delivery.listProviders({});
      return {
        status: 200,
        body: { items: providers.map((each) => providerOf(each, wireOf(config))), nextCursor: null },
      };
    },
  }),
];
