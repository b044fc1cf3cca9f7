import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningShop, type ShopOptions, startShop } from './shop.ts';

const demoMs = 90_000;

/** A shop with its whole demonstration: ready comes before that is complete, the greeting comes after. */
export async function startDemoShop(options: Pick<ShopOptions, 'databaseUrl'> = {}): Promise<RunningShop> {
  const shop = await startShop({ ...options, environment: { SHOP_DEMO: 'on' } });
  const deadline = Date.now() + demoMs;
  while (!shop.log().includes('ana@bookstore.test')) {
    if (Date.now() > deadline) throw new Error(`the demonstration is not complete:\n${shop.log().slice(-2000)}`);
    await sleep(50);
  }
  return shop;
}
