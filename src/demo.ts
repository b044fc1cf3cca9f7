import type { Shop } from './compose.ts';
import {
  type DemoListing,
  demoAdministrator,
  demoBuyer,
  demoListings,
  demoReviews,
  demoSellers,
  demoWorks,
} from './modules/catalogue/index.ts';
import { minorPerMajor } from './platform/money.ts';

/** The password of the demonstration accounts, which exist in development only unless SHOP_DEMO is on. */
export const demoPassword = 'sombrero-de-paja-42';

const dayMs = 86_400_000;

/** Fills a shop without accounts with people, books and reviews; a shop that has any is left alone. */
export async function fillEmptyShop(shop: Shop): Promise<boolean> {
  const { accounts } = await shop.doors.accounts.countAccounts();
  if (accounts > 0) return false;
  const people = await createPeople(shop);
  await publishListings(shop, people);
  await shop.doors.sales.seedReviews({
    reviews: demoReviews().map(({ sellerEmail, buyerName, stars, text, daysAgo }) => ({
      sellerId: idOf(people, sellerEmail),
      buyerName,
      stars,
      text,
      createdAt: Date.now() - daysAgo * dayMs,
    })),
  });
  return true;
}

async function createPeople({ doors }: Shop): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  for (const person of [...demoSellers, demoBuyer, demoAdministrator]) {
    const account = await doors.accounts.createAccount({
      name: person.name,
      email: person.email,
      password: demoPassword,
      city: person.city,
      locale: 'es',
      confirmed: true,
      role: person === demoAdministrator ? 'administrator' : 'member',
      createdAt: Date.now() - person.sinceDaysAgo * dayMs,
    });
    await doors.catalogue.updateSeller({ sellerId: account.id, name: account.name, city: account.city });
    people.set(person.email, account.id);
  }
  return people;
}

async function publishListings(shop: Shop, people: Map<string, string>): Promise<void> {
  for (const listing of demoListings().toSorted((a, b) => b.daysAgo - a.daysAgo))
    await publish(shop, idOf(people, listing.sellerEmail), listing);
}

async function publish({ doors, config }: Shop, sellerId: string, listing: DemoListing): Promise<void> {
  const work = demoWorks[listing.workIndex];
  if (!work) throw new Error('The demonstration names a work that is not there.');
  await doors.catalogue.publishListing({
    sellerId,
    facts: {
      isbn: work.isbn ?? undefined,
      title: work.title,
      authors: [...work.authors],
      publisher: work.publisher,
      year: work.year,
      language: work.language,
      format: work.format,
      subjects: [...work.subjects],
    },
    fields: {
      condition: listing.condition,
      flags: [...listing.flags],
      notes: listing.notes,
      priceMinor: listing.price * minorPerMajor(config.shop.currency),
      quantity: listing.quantity,
    },
    publishedAt: Date.now() - Math.round(listing.daysAgo * dayMs),
  });
}

function idOf(people: Map<string, string>, email: string): string {
  const id = people.get(email);
  if (id === undefined) throw new Error(`The demonstration names ${email}, who is not there.`);
  return id;
}
