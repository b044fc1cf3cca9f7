import { accountOperations } from './accounts.ts';
import { adminOperations } from './admin.ts';
import { cartOperations } from './cart.ts';
import { checkoutOperations } from './checkouts.ts';
import { listingOperations } from './listings.ts';
import { myListingOperations } from './my-listings.ts';
import type { Operation } from './operation.ts';
import { purchaseOperations } from './purchases.ts';
import { salesOperations } from './sales.ts';

/** The map of REST version 1. */
export const operations: readonly Operation[] = [
  ...accountOperations,
  ...listingOperations,
  ...myListingOperations,
  ...cartOperations,
  ...checkoutOperations,
  ...purchaseOperations,
  ...salesOperations,
  ...adminOperations,
];
