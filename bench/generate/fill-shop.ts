import { sql } from 'kysely';
import { allPending, closeShop, compose, migrateAll, type Shop } from '../../src/compose.ts';
import type { ImportRow } from '../../src/modules/catalogue/index.ts';
import type { SearchDocument } from '../../src/modules/catalogue/search/search-index.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { createLogger } from '../../src/platform/log.ts';
import { generateListings, randomOf } from './generate-listings.ts';
import * as words from './words.ts';

const password = 'tres tristes tigres tragan trigo';
const plenty = 9999;
/** Listings that a load may buy from without end, one for each so many. */
const oneWithPlenty = 40;
/** One listing in three has photos of it. */
const photos = JSON.stringify([{ id: `01J${'P'.repeat(23)}`, hash: 'a'.repeat(32), width: 1600, height: 1200 }]);

export interface FilledListing {
  readonly id: string;
  readonly title: string;
}

/** Who and what a load finds in a shop. */
export interface FilledShop {
  readonly listings: readonly FilledListing[];
  /** Never sold out by a load. */
  readonly plentiful: readonly FilledListing[];
  /** Session tokens of members, each with something in the cart. */
  readonly tokens: readonly string[];
}

export interface FillOptions {
  readonly listings: number;
  readonly members: number;
}

/** Fills an empty shop with generated books through its own batch import; answers what a load needs to know. */
export async function fillShop(environment: NodeJS.ProcessEnv, options: FillOptions): Promise<FilledShop> {
  const shop = compose(readConfig(environment), createLogger('warn'));
  try {
    if ((await allPending(shop.db)).length > 0) await migrateAll(shop.db);
    await publish(shop, options.listings);
    if (shop.db.kind === 'mysql') await sql`analyze table listings, editions, works, sellers`.execute(shop.db.query);
    else await sql`analyze`.execute(shop.db.query);
    const listings = await filledListings(shop, 0);
    const plentiful = await filledListings(shop, plenty);
    return { listings, plentiful, tokens: await signInMembers(shop, plentiful, options.members) };
  } finally {
    await closeShop(shop);
  }
}

async function publish(shop: Shop, count: number): Promise<void> {
  const random = randomOf(7);
  const accounts = new Map<string, string>();
  let waiting = new Map<string, ImportRow[]>();
  let line = 1;
  let gathered = 0;
  const importAll = async (): Promise<void> => {
    for (const [seller, rows] of waiting)
      await shop.doors.catalogue.importRows({ sellerId: await accountOf(shop, accounts, seller), rows });
    waiting = new Map();
    gathered = 0;
  };
  for await (const documents of generateListings(count)) {
    for (const document of documents) {
      const rows = waiting.get(document.sellerId) ?? [];
      waiting.set(document.sellerId, rows);
      rows.push(rowOf(document, ++line, random));
    }
    gathered += documents.length;
    if (gathered >= 20_000) await importAll();
  }
  await importAll();
  await sql`update listings set photos = ${photos} where price_minor % 300000 = 0`.execute(shop.db.query);
}

function rowOf(document: SearchDocument, line: number, random: () => number): ImportRow {
  const { isbn, title, authors, publisher, language, format, subjects, condition, priceMinor } = document;
  return {
    line,
    reference: document.listingId,
    facts: {
      title,
      authors: [...authors],
      publisher: publisher ?? undefined,
      language: language ?? undefined,
      format: format,
      subjects: [...subjects],
      year: 1950 + Math.floor(random() * 70),
      ...(isbn === null ? {} : { isbn }),
    },
    fields: {
      condition: condition,
      notes: notesOf(random),
      priceMinor,
      quantity: line % oneWithPlenty === 0 ? plenty : 1,
    },
  };
}

const notesOf = (random: () => number): string =>
  Array.from(
    { length: 4 + Math.floor(random() * 24) },
    () => words.SPANISH_NOUNS[Math.floor(random() * words.SPANISH_NOUNS.length)],
  ).join(' ');

/** Sellers are few and an account's password takes a while: made by need. */
async function accountOf(shop: Shop, accounts: Map<string, string>, seller: string): Promise<string> {
  const known = accounts.get(seller);
  if (known !== undefined) return known;
  const number = accounts.size;
  const city = words.CITIES[number % words.CITIES.length] ?? 'Bogotá';
  const account = await member(shop, `Librería ${number}`, `seller${number}@example.com`, city);
  accounts.set(seller, account);
  return account;
}

async function member({ doors }: Shop, name: string, email: string, city: string): Promise<string> {
  const account = await doors.accounts.createAccount({ name, email, password, city, confirmed: true });
  await doors.catalogue.updateSeller({ sellerId: account.id, name, city });
  return account.id;
}

async function filledListings({ db }: Shop, leastQuantity: number): Promise<FilledListing[]> {
  const { rows } = await sql<FilledListing>`
    select id, title from listings where state = 'active' and quantity >= ${leastQuantity} order by id`.execute(
    db.query,
  );
  return rows;
}

async function signInMembers(shop: Shop, plentiful: readonly FilledListing[], count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let number = 0; number < count; number++) {
    const email = `reader${number}@example.com`;
    const accountId = await member(shop, `Lectora ${number}`, email, 'Medellín');
    const listingId = plentiful[number % plentiful.length]?.id ?? '';
    await shop.doors.sales.putInCart({ owner: { accountId }, listingId, quantity: 1 });
    const signedIn = await shop.doors.accounts.signIn({ email, password, userAgent: 'bench', from: '127.0.0.1' });
    if (!('token' in signedIn)) throw new Error('a member of the bench cannot sign in');
    tokens.push(signedIn.token);
  }
  return tokens;
}
