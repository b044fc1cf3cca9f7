import type { listing as spanish } from '../es/listing.ts';

export const listing: typeof spanish = {};
