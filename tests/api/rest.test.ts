import { forEachDatabase } from '../support/databases.ts';
import { restJourneys } from './rest-journeys.ts';
import { openRestShop } from './rest-shop.ts';

forEachDatabase('REST', (open) => {
  restJourneys(async () => openRestShop(await open()));
});
