import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Account } from '../../src/modules/accounts/index.ts';
import type { Listing } from '../../src/modules/catalogue/index.ts';
import { goodPassword, waitFor } from '../support/shop-world.ts';
import { openWebShop, type Visitor, type WebShop, type WebShopOptions } from '../support/web-shop.ts';
import { fillOrders, type WorldOrders } from './world-orders.ts';

/** Who looks: nobody we know, the buyer of everything, the seller of almost everything, another seller, the administrator. */
export type Role = 'visitor' | 'guest' | 'member' | 'buyer' | 'seller' | 'otherSeller' | 'administrator';

export interface PageWorldOptions extends WebShopOptions {
  /** What becomes of each text that people type: markup around it, a very long one. Default: as it is. */
  readonly write?: (text: string) => string;
}

/** The listings of Lucía, one in each state. */
export interface WorldListings {
  readonly active: Listing;
  readonly draft: Listing;
  readonly paused: Listing;
  readonly soldOut: Listing;
  readonly removed: Listing;
  readonly blocked: Listing;
  /** Sara's copy of the same edition as `active`. */
  readonly saras: Listing;
}

/** A shop in which every page has something to show: a listing, an order, a payment in each of their states. */
export interface PageWorld {
  readonly shop: WebShop;
  readonly rosa: Account;
  readonly listings: WorldListings;
  readonly orders: WorldOrders;
  readonly addressId: string;
  readonly mailId: string;
  readonly providerId: string;
  /** A photo of `listings.active`. */
  readonly photoId: string;
  readonly browsers: Readonly<Record<Role, Visitor>>;
  /** Mateo signs in once more, elsewhere; answers that session's id. */
  openSession(): Promise<string>;
  /** Another browser of the same person's. */
  signInAgain(as: Role): Promise<Visitor>;
  close(): Promise<void>;
}

const emails: Readonly<Partial<Record<Role, string>>> = {
  member: 'rosa@example.com',
  buyer: 'mateo@example.com',
  seller: 'lucia@example.com',
  otherSeller: 'sara@example.com',
  administrator: 'ana@example.com',
};

export const isbn = '9788437604947';

/** Errors: a step of the world's history was refused. */
export async function openPageWorld(options: PageWorldOptions = {}): Promise<PageWorld> {
  // Kept mails go to a folder below the one in which the process stands.
  process.chdir(mkdtempSync(join(tmpdir(), 'bookstore-pages-')));
  const shop = await openWebShop(options);
  const write = options.write ?? ((text: string) => text);
  const rosa = await shop.doors.accounts.createAccount({
    name: write('Rosa Elvira'),
    email: 'rosa@example.com',
    password: goodPassword,
    city: write('Neiva'),
    confirmed: false,
  });
  await renameEverybody(shop, write);
  const listings = await publishAll(shop, write);
  const orders = await fillOrders(shop, listings, write);
  const address = await shop.doors.accounts.saveAddress({ accountId: shop.mateo.id, address: orders.address });
  await actAsAdministrator(shop, listings, write);
  const provider = await shop.doors.delivery.saveProvider({
    name: write('Mula y Chiva'),
    coverage: 'national',
    costMinor: 4_000_000,
    active: true,
  });
  const browsers = await openBrowsers(shop, listings, orders, write);
  const [mail] = await waitFor('a kept mail', async () => {
    const kept = await shop.doors.messaging.listKeptMails({ limit: 1 });
    return kept.length > 0 && kept;
  });
  const shown = await shop.doors.catalogue.getListing({ listingId: listings.active.id });
  return {
    shop,
    rosa,
    listings,
    orders,
    addressId: address.id,
    mailId: mail?.id ?? '',
    providerId: provider.id,
    photoId: shown.photos[0]?.id ?? '',
    browsers,
    openSession: () => openSession(shop, write),
    signInAgain: (as) => {
      const email = emails[as];
      return email === undefined ? Promise.resolve(shop.visitor()) : shop.signIn(email);
    },
    close: () => shop.close(),
  };
}

async function renameEverybody({ doors, lucia, sara, mateo, ana }: WebShop, write: (text: string) => string) {
  for (const { id, name, city } of [lucia, sara, mateo, ana]) {
    const renamed = { name: write(name), city: write(city ?? '') };
    await doors.accounts.updateAccount({ accountId: id, ...renamed });
    await doors.catalogue.updateSeller({ sellerId: id, ...renamed });
  }
}

async function publishAll(shop: WebShop, write: (text: string) => string): Promise<WorldListings> {
  const { doors, lucia, sara } = shop;
  const { catalogue } = doors;
  const publish = (title: string, more: { isbn?: string; sellerId?: string; quantity?: number; draft?: true } = {}) =>
    catalogue.publishListing({
      sellerId: more.sellerId ?? lucia.id,
      facts: {
        ...(more.isbn === undefined ? {} : { isbn: more.isbn }),
        title: write(title),
        authors: [write('Gabriel García Márquez'), write('Otra Persona')],
        publisher: write('Sudamericana'),
        year: 1967,
        language: 'es',
        format: 'paperback',
        subjects: [write('novela')],
      },
      fields: {
        condition: 'good',
        flags: ['signed', 'annotated'],
        notes: write('Subrayado en el primer capítulo.\nCon dedicatoria.'),
        priceMinor: 2_500_000,
        quantity: more.quantity ?? 1,
      },
      state: more.draft ? 'draft' : 'active',
    });
  const active = await publish('Cien años de soledad', { isbn, quantity: 40 });
  for (const background of ['#486', '#864'])
    await catalogue.addPhoto({ sellerId: lucia.id, listingId: active.id, photo: picture(background) });
  const [draft, paused, soldOut, removed, blocked] = [
    await publish('La hojarasca', { draft: true }),
    await publish('El coronel no tiene quien le escriba'),
    await publish('La mala hora'),
    await publish('Ojos de perro azul'),
    await publish('El otoño del patriarca'),
  ] as const;
  await catalogue.updateListing({ sellerId: lucia.id, listingId: paused.id, state: 'paused' });
  await catalogue.updateListing({ sellerId: lucia.id, listingId: removed.id, state: 'removed' });
  const saras = await publish('Cien años de soledad', { isbn, sellerId: sara.id, quantity: 9 });
  return { active, draft, paused, soldOut, removed, blocked, saras };
}

async function* picture(background: string): AsyncGenerator<Uint8Array> {
  yield await sharp({ create: { width: 600, height: 800, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function actAsAdministrator(
  { doors, ana }: WebShop,
  { blocked }: WorldListings,
  write: (text: string) => string,
) {
  await doors.catalogue.setBlocked({ listingId: blocked.id, blocked: true });
  await doors.accounts.recordAudit({
    actorId: ana.id,
    actorName: write('Ana Villegas'),
    action: 'listing.blocked',
    subject: blocked.id,
    details: { title: write('El otoño del patriarca') },
  });
}

async function openSession({ doors: { accounts }, mateo }: WebShop, write: (text: string) => string): Promise<string> {
  const elsewhere = { email: 'mateo@example.com', password: goodPassword, from: '203.0.113.2' };
  await accounts.signIn({ ...elsewhere, userAgent: write('Mozilla/5.0 (Android) Firefox/140') });
  const sessions = await accounts.listSessions({ accountId: mateo.id, sessionId: '' });
  return sessions.find(({ userAgent }) => userAgent.startsWith('Mozilla'))?.id ?? '';
}

async function openBrowsers(
  shop: WebShop,
  { active }: WorldListings,
  { guest }: WorldOrders,
  write: (text: string) => string,
): Promise<PageWorld['browsers']> {
  await openSession(shop, write);
  const browsers = {
    visitor: shop.visitor(),
    guest: shop.visitor(),
    member: await shop.signIn('rosa@example.com'),
    buyer: await shop.signIn('mateo@example.com'),
    seller: await shop.signIn('lucia@example.com'),
    otherSeller: await shop.signIn('sara@example.com'),
    administrator: await shop.signIn('ana@example.com'),
  };
  browsers.guest.cookies.set('guest', `${guest.purchaseId}.${guest.token}`);
  await browsers.buyer.post('/cart/items', { listingId: active.id, quantity: '2' });
  return browsers;
}
