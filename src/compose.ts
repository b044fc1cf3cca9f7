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
import {
  createMercadoPago,
  createPayments,
  type Gateway,
  type Payments,
  type PaymentsDeps,
  type PaymentsModule,
  paymentsMigrations,
} from './modules/payments/index.ts';
import { createSales, type Sales, type SalesModule, salesMigrations } from './modules/sales/index.ts';
import { type ModuleName, moduleNames, placementOf } from './placement.ts';
import type { Config, MercadoPagoConfig } from './platform/config/index.ts';
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
import type { Line } from './platform/remote/index.ts';
import { createMetrics, type Metrics } from './platform/telemetry/metrics.ts';
import type { Spans } from './platform/telemetry/spans.ts';
import { type Outboxes, openElsewhere, outboxesOf, spansOf } from './services.ts';

/** The front doors of all modules: what pages, REST and the command line talk to. */
export interface Doors {
  accounts: Accounts;
  catalogue: Catalogue;
  sales: Sales;
  payments: Payments;
  delivery: Delivery;
  messaging: Messaging;
}

/** The insides of those modules that run in this process; delivery has nothing beside its door. */
export interface Modules {
  accounts: AccountsModule | undefined;
  catalogue: CatalogueModule | undefined;
  sales: SalesModule | undefined;
  payments: PaymentsModule | undefined;
  messaging: MessagingModule | undefined;
}

export interface Shop {
  config: Config;
  db: AnyDatabase;
  photos: PhotoStore;
  doors: Doors;
  modules: Modules;
  /** The modules that run in this process. */
  local: ReadonlySet<ModuleName>;
  /** The ways to the services where the others run. */
  lines: readonly Line[];
  /** Where a collector takes traces. */
  spans: Spans | undefined;
  /** What waits anywhere in the shop, one for each process that can be asked. */
  outboxes: readonly Outboxes[];
  metrics: Metrics;
  log: Logger;
}

/** Each module's migrations, in the order in which they run. */
export const migrationsByModule: Readonly<Record<ModuleName, Migrations>> = {
  accounts: accountsMigrations,
  catalogue: catalogueMigrations,
  delivery: deliveryMigrations,
  payments: paymentsMigrations,
  sales: salesMigrations,
  messaging: messagingMigrations,
};

const migrationsOf = (local: ReadonlySet<ModuleName>): [ModuleName, Migrations][] =>
  (Object.entries(migrationsByModule) as [ModuleName, Migrations][]).filter(([module]) => local.has(module));

/** Brings the tables of these modules, by default of all, to what this version needs; answers the steps that it ran. */
export async function migrateAll(
  db: AnyDatabase,
  local: ReadonlySet<ModuleName> = new Set(moduleNames),
): Promise<string[]> {
  const done: string[] = [];
  for (const [module, migrations] of migrationsOf(local)) done.push(...(await migrate(db, module, migrations)));
  return done;
}

/** The steps that this version needs and the database has not. */
export async function allPending(
  db: AnyDatabase,
  local: ReadonlySet<ModuleName> = new Set(moduleNames),
): Promise<string[]> {
  const lists = await Promise.all(
    migrationsOf(local).map(([module, migrations]) => pendingMigrations(db, module, migrations)),
  );
  return lists.flat();
}

/**
 * The one place where modules are wired to each other, whether they run in this process or in another. `noticeUrl` is where the sandbox gateway reaches this shop.
 * `gatewayLine` is the way to a payment gateway, for tests that cut it.
 * Errors: ConfigError for a module that is nowhere.
 */
export function compose(
  config: Config,
  log: Logger,
  noticeUrl: () => string = () => config.publicUrl,
  gatewayLine?: PaymentsDeps['gatewayLine'],
): Shop {
  const placement = placementOf(config);
  const db = openDatabase(config.database) as AnyDatabase;
  const metrics = createMetrics();
  const onFigures = (): void => {
    metrics.count('photos_developed');
  };
  const photos = openPhotoStore({ folder: config.uploadFolder, onFigures });
  const base: Base = { config, log, db, metrics, photos, gatewayLine };
  const { doors: elsewhere, lines, outboxes } = openElsewhere(config, placement, metrics);
  const { local } = placement;
  const delivery = local.has('delivery')
    ? createDelivery({ db: seenWith(db), country: config.shop.country })
    : elsewhere.delivery;
  const modules = composeModules(base, local, { ...elsewhere, delivery }, noticeUrl);
  addGauges(metrics, db, modules, lines);
  const spans = spansOf(config, local, log);
  const doors = { ...doorsOf(modules, elsewhere), delivery };
  return { ...base, doors, modules, local, lines, spans, outboxes: [outboxesOf(modules), ...outboxes] };
}

/** Ends what the modules of this process keep open. */
export async function closeShop({ modules, lines, spans, photos, db }: Shop): Promise<void> {
  await modules.catalogue?.stop();
  modules.messaging?.close();
  for (const line of lines) line.close();
  await spans?.stop();
  await photos.close();
  await db.close();
}

type Base = Pick<Shop, 'config' | 'log' | 'db' | 'metrics' | 'photos'> & {
  gatewayLine: PaymentsDeps['gatewayLine'];
};

const doorsOf = (
  { accounts, catalogue, sales, payments, messaging }: Modules,
  elsewhere: Doors,
): Omit<Doors, 'delivery'> => ({
  accounts: accounts?.door ?? elsewhere.accounts,
  catalogue: catalogue?.door ?? elsewhere.catalogue,
  sales: sales?.door ?? elsewhere.sales,
  payments: payments?.door ?? elsewhere.payments,
  messaging: messaging?.door ?? elsewhere.messaging,
});

function composeModules(
  base: Base,
  local: ReadonlySet<ModuleName>,
  elsewhere: Doors,
  noticeUrl: () => string,
): Modules {
  const { config, db } = base;
  const { shop, secretKey, rateLimits } = config;
  const accounts = local.has('accounts')
    ? createAccounts({ db: seenWith(db), secretKey, shop, rateLimits })
    : undefined;
  const accountsDoor = accounts?.door ?? elsewhere.accounts;
  const catalogue = local.has('catalogue') ? composeCatalogue(base, accountsDoor) : undefined;
  const payments = local.has('payments') ? composePayments(base, noticeUrl) : undefined;
  const messaging = local.has('messaging') ? composeMessaging(base) : undefined;
  const doors = doorsOf({ accounts, catalogue, sales: undefined, payments, messaging }, elsewhere);
  const sales = local.has('sales') ? composeSales(base, { ...doors, delivery: elsewhere.delivery }) : undefined;
  return { accounts, catalogue, sales, payments, messaging };
}

function composeSales({ config, db, log }: Base, doors: Doors): SalesModule {
  const { accounts, catalogue, payments, delivery, messaging } = doors;
  return createSales({
    db: seenWith(db),
    catalogue,
    payments,
    delivery,
    accounts,
    shop: config.shop,
    secretKey: config.secretKey,
    log,
    notify: (eventId, mail, payload) => messaging.receiveEvent({ eventId, type: mail, payload }),
  });
}

function composeCatalogue({ config, db, log, metrics, photos }: Base, accounts: Accounts): CatalogueModule {
  const { database, indexFolder, openLibraryUrl, shop } = config;
  return createCatalogue({
    db: seenWith(db),
    photos,
    shop,
    log,
    index: database.kind === 'sqlite' ? { file: `${database.path}-search` } : { folder: indexFolder },
    ...(openLibraryUrl === undefined ? {} : { outsideBooks: openLibrary({ url: openLibraryUrl }) }),
    publicProfiles: (input) => accounts.publicProfiles(input),
    count: (what, by) => {
      metrics.count(what, by);
    },
  });
}

const mercadoPagoFor = ({ publicUrl }: Config, options: MercadoPagoConfig): Gateway =>
  createMercadoPago({ ...options, noticeUrl: `${publicUrl}/webhooks/mercado_pago` });

function composePayments({ config, db, log, gatewayLine }: Base, noticeUrl: () => string): PaymentsModule {
  const { secretKey, shop } = config;
  return createPayments({
    db: seenWith(db),
    secretKey,
    commissionPercent: shop.commissionPercent,
    currency: shop.currency,
    log,
    gatewayLine,
    gateways: config.mercadoPago ? [mercadoPagoFor(config, config.mercadoPago)] : [],
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

function addGauges(metrics: Metrics, db: AnyDatabase, modules: Modules, lines: readonly Line[]): void {
  metrics.gauge('database_connections_used', 'Connections in use.', () => db.pressure().used);
  metrics.gauge('database_requests_waiting', 'Queries that wait for a connection.', () => db.pressure().waiting);
  metrics.gauge('database_connections_limit', 'Connections that this process may open.', () => db.pressure().size);
  for (const [name, module] of Object.entries(modules) as [
    string,
    { outbox: { waiting(): Promise<{ count: number; oldestMs: number }> } } | undefined,
  ][])
    if (module)
      metrics.gauge(
        `${name}_jobs_waiting`,
        `Items in the outbox of ${name}.`,
        async () => (await module.outbox.waiting()).count,
      );
  if (lines.length > 0)
    metrics.gauge(
      'service_circuits_open',
      'Services that are not called for a while, since they gave no answers.',
      () => lines.filter(({ breaker }) => breaker.isOpen()).length,
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
