import type { Shop } from '../compose.ts';
import { readConfig } from '../platform/config/index.ts';
import { createLogger } from '../platform/log.ts';
import { Failure } from './command.ts';

/** Composes the shop for one command and closes it after; the schema is made where MIGRATE is on, and must be there otherwise. */
export async function withShop<T>(use: (shop: Shop) => Promise<T>): Promise<T> {
  const config = readConfig();
  // Loaded here, since a wrong usage should be told at once.
  const { allPending, closeShop, compose, migrateAll } = await import('../compose.ts');
  const shop = compose(config, createLogger('warn'));
  try {
    if (config.migrate) await migrateAll(shop.db, shop.local);
    else if ((await allPending(shop.db, shop.local)).length > 0)
      throw new Failure('the database lacks the schema of this version; run bookstore migrate');
    return await use(shop);
  } finally {
    await closeShop(shop);
  }
}
