import type { Context } from './context.ts';
import { findSeller, saveSeller } from './store-sellers.ts';

/** Makes sure that the catalogue has its own copy of a seller: events may come later than their first book. */
export async function knowSeller(context: Context, sellerId: string): Promise<void> {
  if (await findSeller(context.db.query, sellerId)) return;
  const [profile] = (await context.publicProfiles?.({ accountIds: [sellerId] })) ?? [];
  const known = profile ? { name: profile.name, city: profile.city, suspended: Number(profile.suspended) } : {};
  await saveSeller(context.db.query, sellerId, known);
}
