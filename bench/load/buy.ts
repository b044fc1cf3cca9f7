// Buys from a shop as fast as it sells, for some seconds: `node buy.ts PLAN`, where PLAN is a JSON file. Prints what it saw.
import { readFileSync } from 'node:fs';
import type { FilledListing } from '../generate/fill-shop.ts';
import { randomOf } from '../generate/generate-listings.ts';
import { percentile } from '../measure/statistics.ts';
import { buyByPages, buyByRest } from './purchases.ts';
import { ShopClient } from './shop-client.ts';

/** What a buying program is told. */
export interface BuyingPlan {
  readonly url: string;
  readonly by: 'REST' | 'pages';
  readonly seconds: number;
  readonly listings: readonly FilledListing[];
  /** One a buyer. */
  readonly tokens: readonly string[];
}

/** What it tells. */
export interface Bought {
  readonly purchases: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: readonly string[];
}

async function buyFor(plan: BuyingPlan): Promise<Bought> {
  const client = new ShopClient(plan.url, plan.tokens.length);
  const buy = plan.by === 'REST' ? buyByRest : buyByPages;
  const times: number[] = [];
  const failures: string[] = [];
  const began = performance.now();
  const buyer = async (token: string, number: number): Promise<void> => {
    const random = randomOf(number);
    while (performance.now() - began < plan.seconds * 1000) {
      const listing = plan.listings[Math.floor(random() * plan.listings.length)];
      if (!listing) throw new Error('there is nothing to buy');
      const start = performance.now();
      await buy(client, listing, token).catch((error: unknown) => failures.push(String(error)));
      times.push(performance.now() - start);
    }
  };
  await Promise.all(plan.tokens.map(buyer));
  client.close();
  return {
    purchases: times.length - failures.length,
    seconds: (performance.now() - began) / 1000,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    failures: failures.slice(0, 20),
  };
}

const [file = ''] = process.argv.slice(2);
console.log(JSON.stringify(await buyFor(JSON.parse(readFileSync(file, 'utf8')) as BuyingPlan)));
