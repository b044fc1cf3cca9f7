import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type MercadoPagoConfig, mercadoPagoOf } from './mercado-pago.ts';
import { ConfigError, type Environment, readSecretFile, readVariables } from './read.ts';
import type { Variables } from './variables.ts';

export type { MercadoPagoConfig } from './mercado-pago.ts';
export { ConfigError } from './read.ts';
export { type VariableName, variables } from './variables.ts';

export type DatabaseConfig =
  | { kind: 'sqlite'; path: string }
  | {
      kind: 'mysql';
      host: string;
      port: number;
      name: string;
      user: string;
      password: () => string;
      sslCa?: string;
      poolSize: number;
    };

export interface ShopSettings {
  name: string;
  country: string;
  currency: string;
  locale: 'es' | 'en';
  holdSeconds: number;
  slowHoldSeconds: number;
  autoCompleteSeconds: number;
  commissionPercent: number;
  adminSecondFactor: 'required' | 'optional';
}

export interface Config {
  development: boolean;
  database: DatabaseConfig;
  secretKey: string;
  migrate: boolean;
  uploadFolder: string;
  port: number;
  host: string;
  publicUrl: string;
  trustedProxies: string[];
  roles: ReadonlySet<'web' | 'worker'>;
  indexFolder: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  demo: boolean;
  shop: ShopSettings;
  openLibraryUrl: string | undefined;
  mercadoPago: MercadoPagoConfig | undefined;
  rateLimits: boolean;
  logLevel: string;
  metricsPort: number;
  otlpEndpoint: string | undefined;
  shutdownDrainMs: number;
  modules: ReadonlySet<string> | 'all';
  servicePort: number | undefined;
  serviceKey: string | undefined;
  serviceUrls: Readonly<Record<string, string | undefined>>;
  /** The card numbers' salt, signing secrets and the like of the sandbox derive from `secretKey`; see payments. */
}

/**
 * Reads and validates the whole environment.
 * Errors: ConfigError, whose message names the variable and what it takes.
 */
export function readConfig(environment: Environment = process.env): Config {
  const v = readVariables(environment);
  const development = v.NODE_ENV === 'development';
  const host = v.HOST ?? (development ? '127.0.0.1' : '0.0.0.0');
  refuseUnsafe(v, host);
  return {
    development,
    database: databaseOf(v, environment),
    secretKey: v.SECRET_KEY ?? developmentSecret(development),
    migrate: v.MIGRATE === undefined ? development : v.MIGRATE === 'on',
    uploadFolder: v.UPLOAD_FOLDER,
    port: v.PORT,
    host,
    publicUrl: (v.PUBLIC_URL ?? `http://localhost:${String(v.PORT)}`).replace(/\/+$/, ''),
    trustedProxies: v.TRUSTED_PROXIES.split(',')
      .map((cidr) => cidr.trim())
      .filter(Boolean),
    roles: new Set(v.ROLES.split(',') as ('web' | 'worker')[]),
    indexFolder: v.INDEX_FOLDER,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM ?? `${v.SHOP_NAME.replace(/["\\<>]/g, '')} <no-reply@localhost>`,
    demo: v.SHOP_DEMO === undefined ? development : v.SHOP_DEMO === 'on',
    shop: shopOf(v),
    openLibraryUrl: v.OPEN_LIBRARY_URL,
    mercadoPago: mercadoPagoOf(v),
    rateLimits: v.RATE_LIMITS === 'on',
    logLevel: v.LOG_LEVEL,
    metricsPort: v.METRICS_PORT,
    otlpEndpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT,
    shutdownDrainMs: v.SHUTDOWN_DRAIN_MS ?? (development ? 0 : 10_000),
    modules: v.MODULES === 'all' ? 'all' : new Set(v.MODULES.split(',')),
    servicePort: v.SERVICE_PORT,
    serviceKey: v.SERVICE_KEY,
    serviceUrls: serviceUrlsOf(v),
  };
}

function serviceUrlsOf(v: Variables): Config['serviceUrls'] {
  return {
    accounts: v.ACCOUNTS_URL,
    catalogue: v.CATALOGUE_URL,
    sales: v.SALES_URL,
    payments: v.PAYMENTS_URL,
    delivery: v.DELIVERY_URL,
    messaging: v.MESSAGING_URL,
  };
}

function shopOf(v: Variables): ShopSettings {
  return {
    name: v.SHOP_NAME,
    country: v.SHOP_COUNTRY,
    currency: v.SHOP_CURRENCY,
    locale: v.SHOP_LOCALE,
    holdSeconds: v.SHOP_HOLD_SECONDS,
    slowHoldSeconds: v.SHOP_SLOW_HOLD_SECONDS,
    autoCompleteSeconds: v.SHOP_AUTO_COMPLETE_SECONDS,
    commissionPercent: v.SHOP_COMMISSION_PERCENT,
    adminSecondFactor: v.SHOP_ADMIN_SECOND_FACTOR,
  };
}

function refuseUnsafe(v: Variables, host: string): void {
  const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (v.RATE_LIMITS === 'off' && v.NODE_ENV === 'production' && !loopback)
    throw new ConfigError('RATE_LIMITS takes on, in production, unless HOST is a loopback address.');
}

function databaseOf(v: Variables, environment: Environment): DatabaseConfig {
  const file = environment.DATABASE_PASSWORD_FILE;
  const password = (given: string) => (file ? () => readSecretFile('DATABASE_PASSWORD_FILE', file) : () => given);
  const shared = { poolSize: v.DATABASE_POOL_SIZE, ...(v.DATABASE_SSL_CA ? { sslCa: v.DATABASE_SSL_CA } : {}) };
  if (v.DATABASE_HOST)
    return {
      kind: 'mysql',
      host: v.DATABASE_HOST,
      port: v.DATABASE_PORT,
      name: v.DATABASE_NAME,
      user: v.DATABASE_USER,
      password: password(v.DATABASE_PASSWORD ?? ''),
      ...shared,
    };
  const url = v.DATABASE_URL ?? 'sqlite:var/bookstore.db';
  if (url.startsWith('sqlite:')) return { kind: 'sqlite', path: url.slice('sqlite:'.length) };
  const inUrl = mysqlUrl(url);
  return {
    kind: 'mysql',
    ...inUrl,
    password: file ? password('') : passwordIn(inUrl.password, environment),
    ...shared,
  };
}

/** The URL's file, too, is read again for each connection. */
function passwordIn(given: string, { DATABASE_URL_FILE: file }: Environment): () => string {
  return file ? () => mysqlUrl(readSecretFile('DATABASE_URL_FILE', file)).password : () => given;
}

function mysqlUrl(text: string) {
  const url = URL.parse(text);
  const name = url?.pathname.slice(1);
  if (!url || !name) throw new ConfigError('DATABASE_URL takes sqlite:PATH or mysql://user:password@host:port/name.');
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 3306),
    name: decodeURIComponent(name),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/** In development the key is made once and kept, so that sessions outlive a restart. */
function developmentSecret(development: boolean): string {
  if (!development) throw new ConfigError('SECRET_KEY takes at least 32 characters; it is required in production.');
  const path = 'var/secret-key';
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const key = randomBytes(32).toString('hex');
  mkdirSync('var', { recursive: true });
  try {
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' });
    return key;
  } catch {
    return readFileSync(path, 'utf8').trim();
  }
}
