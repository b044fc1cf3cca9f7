import { join } from 'node:path';
import {
  type Accounts,
  type AccountsModule,
  migrations as accountsMigrations,
  createAccounts,
} from './modules/accounts/index.ts';
import {
  type Catalogue,
  type CatalogueModule,
  migrations as catalogueMigrations,
  createCatalogue,
  openLibrary,
} from './modules/catalogue/index.ts';
import { createDelivery, type Delivery, deliveryMigrations } from './modules/delivery/index.ts';
import {
  createMessaging,
  type Messaging,
  type MessagingModule,
  migrations as messagingMigrations,
} from './modules/messaging/index.ts';
import { createPayments, type Payments, type PaymentsModule, paymentsMigrations } from './modules/payments/index.ts';
import { createSales, type Sales, type SalesModule, salesMigrations } from './modules/sales/index.ts';
import type { Config } from './platform/config/index.ts';
import {
  type AnyDatabase,
  type Migrations,
  migrate,
  openDatabase,
  pendingMigrations,
  seenWith,
} from './platform/db/index.ts';
import type { Logger } from './platform/log.ts';
import { openPhotoStore, type PhotoStore } from './platform/photos/index.ts';
import { createMetrics, type Metrics } from './platform/telemetry/metrics.ts';

/** The front doors of all modules: what pages, REST and the command line talk to. */
export interface Doors {
  accounts: Accounts;
  catalogue: Catalogue;
  sales: Sales;
  payments: Payments;
  delivery: Delivery;
  messaging: Messaging;
}

export interface Modules {
  accounts: AccountsModule;
  catalogue: CatalogueModule;
  sales: SalesModule;
  payments: PaymentsModule;
  messaging: MessagingModule;
}

export interface Shop {
  config: Config;
  db: AnyDatabase;
  photos: PhotoStore;
  doors: Doors;
  modules: Modules;
  metrics: Metrics;
  log: Logger;
}

/** Each module's migrations, in the order in which they run. */
export const migrationsByModule: Readonly<Record<string, Migrations>> = {
  accounts: accountsMigrations,
  catalogue: catalogueMigrations,
  delivery: deliveryMigrations,
  payments: paymentsMigrations,
  sales: salesMigrations,
  messaging: messagingMigrations,
};

/** Brings every module's tables to what this version needs; answers the steps that it ran. */
export async function migrateAll(db: AnyDatabase): Promise<string[]> {
  const done: string[] = [];
  for (const [module, migrations] of Object.entries(migrationsByModule))
    done.push(...(await migrate(db, module, migrations)));
  return done;
}

/** The steps that this version needs and the database has not. */
export async function allPending(db: AnyDatabase): Promise<string[]> {
  const lists = await Promise.all(
    Object.entries(migrationsByModule).map(([module, migrations]) => pendingMigrations(db, module, migrations)),
  );
  return lists.flat();
}

/** The one place where modules are wired to each other. `noticeUrl` is where the sandbox gateway reaches this shop. */
export function compose(config: Config, log: Logger, noticeUrl: () => string = () => config.publicUrl): Shop {
  const db = openDatabase(config.database) as AnyDatabase;
  const metrics = createMetrics();
  const onFigures = (): void => {
    metrics.count('photos_developed');
  };
  const base: Base = { config, log, db, metrics, photos: openPhotoStore({ folder: config.uploadFolder, onFigures }) };
  const delivery = createDelivery({ db: seenWith(db), country: config.shop.country });
  const modules = composeModules(base, delivery, noticeUrl);
  addGauges(metrics, db, modules);
  return { ...base, doors: { ...doorsOf(modules), delivery }, modules };
}

type Base = Pick<Shop, 'config' | 'log' | 'db' | 'metrics' | 'photos'>;

function doorsOf({ accounts, catalogue, sales, payments, messaging }: Modules): Omit<Doors, 'delivery'> {
  return {
    accounts: accounts.door,
    catalogue: catalogue.door,
    sales: sales.door,
    payments: payments.door,
    messaging: messaging.door,
  };
}

function composeModules(base: Base, delivery: Delivery, noticeUrl: () => string): Modules {
  const { config, db, log } = base;
  const { shop, secretKey } = config;
  const accounts = createAccounts({ db: seenWith(db), secretKey, shop, rateLimits: config.rateLimits });
  const catalogue = composeCatalogue(base, accounts);
  const payments = composePayments(base, noticeUrl);
  const messaging = composeMessaging(base);
  const sales = createSales({
    db: seenWith(db),
    catalogue: catalogue.door,
    payments: payments.door,
    delivery,
    accounts: accounts.door,
    shop,
    secretKey,
    log,
    notify: (eventId, mail, payload) => messaging.door.receiveEvent({ eventId, type: mail, payload }),
  });
  return { accounts, catalogue, sales, payments, messaging };
}

function composeCatalogue({ config, db, log, metrics, photos }: Base, accounts: AccountsModule): CatalogueModule {
  const { database, indexFolder, openLibraryUrl, shop } = config;
  return createCatalogue({
    db: seenWith(db),
    photos,
    shop,
    log,
    index: database.kind === 'sqlite' ? { file: `${database.path}-search` } : { folder: indexFolder },
    ...(openLibraryUrl === undefined ? {} : { outsideBooks: openLibrary({ url: openLibraryUrl }) }),
    publicProfiles: (input) => accounts.door.publicProfiles(input),
    count: (what, by) => {
      metrics.count(what, by);
    },
  });
}

function composePayments({ config, db, log }: Base, noticeUrl: () => string): PaymentsModule {
  const { secretKey, shop } = config;
  return createPayments({
    db: seenWith(db),
    secretKey,
    commissionPercent: shop.commissionPercent,
    currency: shop.currency,
    log,
    sandbox: {
      pageUrl: (paymentId) => `${config.publicUrl}/sandbox/${paymentId}`,
      deliver: (headers, body) => postNotice(`${noticeUrl()}/webhooks/sandbox`, headers, body),
    },
  });
}

function composeMessaging({ config, db, log }: Base): MessagingModule {
  const { smtpUrl, mailFrom, publicUrl, shop } = config;
  return createMessaging({
    db: seenWith(db),
    smtpUrl,
    mailFrom,
    mailFolder: join('var', 'mail'),
    publicUrl,
    shop,
    log,
  });
}

function addGauges(metrics: Metrics, db: AnyDatabase, modules: Modules): void {
  metrics.gauge('database_connections_used', 'Connections in use.', () => db.pressure().used);
  metrics.gauge('database_requests_waiting', 'Queries that wait for a connection.', () => db.pressure().waiting);
  metrics.gauge('database_connections_limit', 'Connections that this process may open.', () => db.pressure().size);
  for (const [name, { outbox }] of Object.entries(modules) as [
    string,
    { outbox: { waiting(): Promise<{ count: number; oldestMs: number }> } },
  ][])
    metrics.gauge(
      `${name}_jobs_waiting`,
      `Items in the outbox of ${name}.`,
      async () => (await outbox.waiting()).count,
    );
}

const noticeMs = 10_000;

/** The sandbox gateway's call of the shop's webhook, over HTTP as a real gateway's. */
async function postNotice(url: string, headers: Record<string, string>, body: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(noticeMs),
    redirect: 'error',
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The webhook answered ${String(response.status)}.`);
}
