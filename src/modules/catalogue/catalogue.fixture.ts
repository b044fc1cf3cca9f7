import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../platform/config/index.ts';
import { type Database, migrate, openDatabase } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { createLogger } from '../../platform/log.ts';
import { openPhotoStore, type PhotoStore } from '../../platform/photos/index.ts';
import { doorUnderTest } from '../../platform/remote/door.fixture.ts';
import {
  type CatalogueDeps,
  type CatalogueModule,
  type CatalogueTables,
  catalogueVerbs,
  createCatalogue,
  type Listing,
  type ListingFields,
  migrations,
} from './index.ts';

export interface CatalogueWorld extends CatalogueModule {
  db: Database<CatalogueTables>;
  photos: PhotoStore;
  folder: string;
  lucia: string;
  mateo: string;
  /** A copy of "Cien años de soledad" that Lucía sells. */
  soledad(fields?: Partial<ListingFields>): Promise<Listing>;
  /** Holds copies as a purchase with one order. */
  hold(
    listingId: string,
    quantity?: number,
    holdSeconds?: number,
  ): Promise<{ purchaseId: string; orderId: string; expiresAt: number }>;
  /** The same shop, as another process sees it. */
  another(): CatalogueModule;
  close(): Promise<void>;
}

export const fields: ListingFields = { condition: 'good', priceMinor: 2_500_000, quantity: 1 };
export const soledadFacts = {
  title: 'Cien años de soledad',
  authors: ['Gabriel García Márquez'],
  language: 'es',
  year: 1967,
};

type More = Partial<Pick<CatalogueDeps, 'outsideBooks' | 'publicProfiles'>>;

export async function openCatalogue(url: string, more: More = {}): Promise<CatalogueWorld> {
  const config = readConfig({ DATABASE_URL: url, SECRET_KEY: 'a secret of the tests, 32 characters long' });
  const db = openDatabase<CatalogueTables>(config.database);
  await migrate(db, 'catalogue', migrations);
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-catalogue-'));
  const photos = openPhotoStore({ folder: join(folder, 'photos') });
  const open = (): CatalogueModule =>
    createCatalogue({
      db,
      photos,
      shop: config.shop,
      log: createLogger('silent'),
      index: { folder: join(folder, 'index') },
      ...more,
    });
  const module = open();
  await module.start();
  const { door, close } = await doorUnderTest('catalogue', module.door, catalogueVerbs);
  const [lucia, mateo] = await sellersOf(door);
  return {
    ...module,
    door,
    db,
    photos,
    folder,
    lucia,
    mateo,
    soledad: (given = {}) =>
      door.publishListing({ sellerId: lucia, facts: soledadFacts, fields: { ...fields, ...given } }),
    hold: (listingId, quantity = 1, holdSeconds = 60) => holdAlone(door, listingId, quantity, holdSeconds),
    another: open,
    close: async () => {
      await close();
      await module.stop();
      await photos.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function sellersOf(door: CatalogueModule['door']): Promise<[string, string]> {
  const [lucia, mateo] = [newId(), newId()];
  await door.updateSeller({ sellerId: lucia, name: 'Lucía Restrepo', city: 'Medellín' });
  await door.updateSeller({ sellerId: mateo, name: 'Mateo Ríos', city: 'Bogotá' });
  return [lucia, mateo];
}

async function holdAlone(door: CatalogueModule['door'], listingId: string, quantity: number, holdSeconds: number) {
  const [purchaseId, orderId] = [newId(), newId()];
  const { expiresAt } = await door.holdCopies({
    purchaseId,
    attempt: 1,
    holdSeconds,
    items: [{ orderId, listingId, quantity }],
  });
  return { purchaseId, orderId, expiresAt };
}

/** What an assertion on a refusal compares. */
export const refusal = (code: string, status: number) => ({ name: 'DomainError', code, status });
