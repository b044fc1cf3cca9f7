import { describe } from 'node:test';
import { restJourneys } from '../api/rest-journeys.ts';
import { openRestShop, type RestShop } from '../api/rest-shop.ts';
import { mysqlMissing } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { startServices } from './fleet.ts';

/** This process is `web`, among three others: the tests look into its doors, some of which are calls. */
async function openShopOfServices(): Promise<RestShop> {
  const webhookPort = await freePort();
  const fleet = await startServices({ without: ['web'], publicUrl: `http://127.0.0.1:${String(webhookPort)}` });
  const { DATABASE_URL: databaseUrl = '', ...environment } = fleet.environmentOf('web');
  const shop = await openRestShop(databaseUrl, { environment, webhookPort }).catch(async (error: unknown) => {
    await fleet.stop();
    throw error;
  });
  return {
    ...shop,
    close: async () => {
      await shop.close();
      await fleet.stop();
    },
  };
}

describe('REST of four services', { skip: mysqlMissing() ?? false }, () => {
  restJourneys(openShopOfServices);
});
