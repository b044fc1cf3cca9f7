import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeShop, compose, migrateAll, type Shop } from '../../src/compose.ts';
import type { Account, Address } from '../../src/modules/accounts/index.ts';
import type { Listing, ListingFields } from '../../src/modules/catalogue/index.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { watchHealth } from '../../src/platform/http/health.ts';
import { createLogger, type Logger } from '../../src/platform/log.ts';
import { serveModules } from '../../src/services.ts';
import { startWork } from '../../src/worker.ts';
import type { FaultyLine } from './faulty-line.ts';

/** A whole shop without its web pages, its worker running: Lucía and Sara sell, Mateo buys, Ana runs it. */
export interface ShopWorld extends Omit<Shop, 'config'> {
  readonly config: Shop['config'];
  readonly lucia: Account;
  readonly sara: Account;
  readonly mateo: Account;
  readonly ana: Account;
  /** A copy of "Cien años de soledad", 25.000, that Lucía sells (or `sellerId`). */
  soledad(fields?: Partial<ListingFields>, sellerId?: string): Promise<Listing>;
  /** Stops the worker, so that a test does by hand what it would do. */
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** More environment: `SHOP_HOLD_SECONDS` and the like. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default true. */
  readonly worker?: boolean;
  /** Where the sandbox gateway reaches the shop; default: a small webhook of this world's own. */
  readonly noticeUrl?: () => string;
  /** The way to the payment gateway; see faulty-line.ts. */
  readonly gatewayLine?: FaultyLine['line'];
  /** Its log; default silent. */
  readonly log?: Logger;
  /** The port of that webhook; default any. */
  readonly webhookPort?: number;
}

export const goodPassword = 'tres tristes tigres tragan';

export const bogota: Address = {
  name: 'Mateo Ríos',
  phone: '300 123 4567',
  line1: 'Calle 45 # 13-20',
  city: 'Bogotá',
  region: 'Bogotá, D.C.',
  country: 'CO',
};

export const soledadFacts = {
  title: 'Cien años de soledad',
  authors: ['Gabriel García Márquez'],
  language: 'es',
  year: 1967,
};

export async function openWorld(databaseUrl: string, options: WorldOptions = {}): Promise<ShopWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-world-'));
  const webhook = options.noticeUrl ? undefined : await openWebhook(() => shop, options.webhookPort ?? 0);
  const shop: Shop = compose(
    worldConfig(databaseUrl, folder, options),
    options.log ?? createLogger(process.env.TEST_LOG ?? 'silent'),
    options.noticeUrl ?? (() => webhook?.url ?? ''),
    options.gatewayLine,
  );
  if (shop.config.migrate) await migrateAll(shop.db, shop.local);
  const served = await serveToServices(shop);
  await shop.modules.catalogue?.start();
  let worker = options.worker === false ? undefined : startWork(shop);
  const stopWorker = async (): Promise<void> => {
    await worker?.stop();
    worker = undefined;
  };
  return {
    ...shop,
    ...(await people(shop)),
    stopWorker,
    close: async () => {
      await stopWorker();
      webhook?.close();
      await served?.close();
      await closeShop(shop);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function worldConfig(databaseUrl: string, folder: string, { environment }: WorldOptions): Shop['config'] {
  return readConfig({
    DATABASE_URL: databaseUrl,
    SECRET_KEY: 'a secret of the tests, 32 characters long',
    UPLOAD_FOLDER: join(folder, 'uploads'),
    INDEX_FOLDER: join(folder, 'index'),
    PUBLIC_URL: 'http://localhost:3000',
    RATE_LIMITS: 'off',
    SHOP_DEMO: 'off',
    MIGRATE: 'on',
    ...environment,
  });
}

async function people(shop: Shop): Promise<Pick<ShopWorld, 'lucia' | 'sara' | 'mateo' | 'ana' | 'soledad'>> {
  const person = (name: string, user: string, city: string, role: 'member' | 'administrator' = 'member') =>
    createPerson(shop, { name, email: `${user}@example.com`, city, role });
  const lucia = await person('Lucía Restrepo', 'lucia', 'Medellín');
  const sara = await person('Sara Muñoz', 'sara', 'Cali');
  const mateo = await person('Mateo Ríos', 'mateo', 'Bogotá');
  const ana = await person('Ana Villegas', 'ana', 'Bogotá', 'administrator');
  const soledad = (given: Partial<ListingFields> = {}, sellerId = lucia.id): Promise<Listing> =>
    shop.doors.catalogue.publishListing({
      sellerId,
      facts: soledadFacts,
      fields: { condition: 'good', priceMinor: 2_500_000, quantity: 1, ...given },
    });
  return { lucia, sara, mateo, ana, soledad };
}

async function createPerson(
  { doors }: Shop,
  person: { name: string; email: string; city: string; role: 'member' | 'administrator' },
): Promise<Account> {
  const account = await doors.accounts.createAccount({
    ...person,
    password: goodPassword,
    locale: 'es',
    confirmed: true,
  });
  await doors.catalogue.updateSeller({ sellerId: account.id, name: account.name, city: account.city });
  return account;
}

/** Where the world is one of several services, the others call it. */
async function serveToServices(shop: Shop): Promise<{ close(): Promise<void> } | undefined> {
  if (shop.config.servicePort === undefined) return undefined;
  const health = watchHealth({ unready: () => [], reachable: {} });
  const server = await serveModules(shop, health, () => true);
  return {
    close: async () => {
      health.stop();
      await server?.close();
    },
  };
}

/** What `/webhooks/sandbox` does, without the pages around it. */
async function openWebhook(shop: () => Shop, webhookPort: number): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      void takeNotice(shop(), request.headers as Record<string, string>, body).then(
        () => response.end('{}'),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(webhookPort, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, close: () => server.close() };
}

async function takeNotice({ doors }: Shop, headers: Record<string, string>, body: string): Promise<void> {
  const payment = await doors.payments.receiveNotice({ gateway: 'sandbox', headers, body });
  if (payment && !payment.settled && payment.receivedMinor !== null)
    await doors.sales.settlePayment({ paymentId: payment.id });
}

/** Waits until `look` answers something, and answers it. Errors: it never did. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patienceMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`still waiting for ${what}`);
    await sleep(20);
  }
}

/** What an assertion on a refusal compares. */
export const refusal = (code: string, status: number) => ({ name: 'DomainError', code, status });
