import { ownerKey } from './cart.ts';
import type { SalesContext } from './context.ts';
import { moveCart } from './store-cart.ts';

/** Signing in keeps the visitor's cart: its lines join the member's. */
export async function mergeCart(context: SalesContext, input: { accountId: string; cartToken: string }): Promise<void> {
  const from = ownerKey({ cartToken: input.cartToken });
  const to = ownerKey({ accountId: input.accountId });
  await context.db.transaction((trx) => moveCart(trx, from, to));
}
