/**
 * The one table of the application's environment, as the contract fixes it.
 * `.env.example`, compose variables, launch template, ConfigMap and documentation are generated from it.
 */
export const stages = ['single-vm', 'autoscaling', 'kubernetes', 'microservices'] as const;
export type Stage = (typeof stages)[number];

/** Who sets a variable in a stage, and to what. */
export type Setting =
  | { by: 'stage'; value: string }
  | { by: 'operator'; required?: string; example?: string }
  | { by: 'secret' }
  | { by: 'deployment'; from: string };

export interface Variable {
  name: string;
  meaning: string;
  /** As the application has it; undefined where there is none. */
  default?: string;
  /** Also taken as NAME_FILE, the path of a file that holds it. */
  secret?: true;
  stages: Partial<Record<Stage, Setting>>;
}

const everywhere = (setting: Setting): Variable['stages'] => ({
  'single-vm': setting,
  autoscaling: setting,
  kubernetes: setting,
  microservices: setting,
});
const always = (value: string) => everywhere({ by: 'stage', value });
const asked = everywhere({ by: 'operator' });
const secret = everywhere({ by: 'secret' });
const given = (from: string): Setting => ({ by: 'deployment', from });
const inServices = (from: string): Variable['stages'] => ({ microservices: given(from) });

const database: Variable[] = [
  {
    name: 'DATABASE_URL',
    meaning: '`sqlite:PATH` or `mysql://user:password@host:port/name`; the stages use the pieces instead',
    default: 'sqlite:var/bookstore.db',
    secret: true,
    stages: {},
  },
  {
    name: 'DATABASE_HOST',
    meaning: 'host of MySQL; set means MySQL',
    stages: {
      'single-vm': { by: 'stage', value: 'database' },
      autoscaling: given('the writer endpoint of Aurora'),
      kubernetes: given('the writer endpoint of Aurora'),
      microservices: given('the writer endpoint of Aurora'),
    },
  },
  { name: 'DATABASE_PORT', meaning: 'port of MySQL', default: '3306', stages: always('3306') },
  {
    name: 'DATABASE_NAME',
    meaning: 'name of the database',
    stages: { ...always('bookstore'), microservices: given('one database per service') },
  },
  {
    name: 'DATABASE_USER',
    meaning: 'user of the database',
    stages: { ...always('bookstore'), microservices: given('one user per service') },
  },
  {
    name: 'DATABASE_PASSWORD',
    meaning: "that user's password; its file is read again for each new connection",
    secret: true,
    stages: secret,
  },
  {
    name: 'DATABASE_SSL_CA',
    meaning: 'CA file; set means TLS to the database, verified',
    stages: always('/run/bookstore/database-ca.pem'),
  },
  { name: 'DATABASE_POOL_SIZE', meaning: 'connections per process', default: '10', stages: asked },
];

const processVariables: Variable[] = [
  { name: 'NODE_ENV', meaning: '`production` or `development`', default: 'development', stages: always('production') },
  { name: 'SECRET_KEY', meaning: 'signs cookies and links; at least 32 characters', secret: true, stages: secret },
  {
    name: 'MIGRATE',
    meaning: '`on`: migrate at start · `off`: wait for the schema that this version needs',
    default: 'on in development, else off',
    stages: always('off'),
  },
  {
    name: 'ROLES',
    meaning: '`web`, `worker`, or both',
    default: 'web,worker',
    stages: everywhere(given('one process per role')),
  },
  { name: 'PORT', meaning: 'where it listens', default: '3000', stages: always('3000') },
  {
    name: 'HOST',
    meaning: 'where it listens',
    default: '127.0.0.1 in development, else 0.0.0.0',
    stages: always('0.0.0.0'),
  },
  {
    name: 'PUBLIC_URL',
    meaning: 'what its links and redirects say',
    default: 'http://localhost:$PORT',
    stages: everywhere(given('https:// and the domain')),
  },
  {
    name: 'TRUSTED_PROXIES',
    meaning: 'CIDRs whose `X-Forwarded-*` are believed',
    default: 'none',
    stages: {
      'single-vm': { by: 'stage', value: '10.83.0.0/24' },
      autoscaling: { by: 'stage', value: '172.31.83.0/24' },
      kubernetes: given('the cluster’s range of pods'),
      microservices: given('the cluster’s range of pods'),
    },
  },
  {
    name: 'UPLOAD_FOLDER',
    meaning: 'where photos live; may be a network file system shared by all instances',
    default: 'var/uploads',
    stages: always('/srv/photos'),
  },
  {
    name: 'INDEX_FOLDER',
    meaning: 'where a process keeps its search index when the database is MySQL',
    default: 'var/index',
    stages: always('/var/lib/bookstore/index'),
  },
  {
    name: 'SHUTDOWN_DRAIN_MS',
    meaning: 'how long it answers "not ready" before it stops accepting',
    default: '10000 (0 in development)',
    stages: {
      ...always('10000'),
      'single-vm': { by: 'stage', value: '8000' },
      autoscaling: { by: 'stage', value: '30000' },
    },
  },
  { name: 'RATE_LIMITS', meaning: '`on` · `off` (load runs only)', default: 'on', stages: always('on') },
];

const shop: Variable[] = [
  {
    name: 'SMTP_URL',
    meaning: 'outgoing mail; unset: mail is kept in `var/mail`',
    secret: true,
    stages: { ...secret, 'single-vm': { by: 'operator', example: 'smtps://user:password@mail.example.org' } },
  },
  { name: 'MAIL_FROM', meaning: 'sender of outgoing mail', stages: asked },
  {
    name: 'SHOP_DEMO',
    meaning: '`on`: an empty shop is filled with the demonstration catalogue at start · `off`',
    default: 'on in development, else off',
    stages: asked,
  },
  { name: 'SHOP_NAME', meaning: 'name of the shop', default: 'BookStore', stages: asked },
  { name: 'SHOP_COUNTRY', meaning: 'its country, ISO 3166-1 alpha-2', default: 'CO', stages: asked },
  { name: 'SHOP_CURRENCY', meaning: 'its currency, ISO 4217', default: 'COP', stages: asked },
  { name: 'SHOP_LOCALE', meaning: 'its language', default: 'es', stages: asked },
  { name: 'SHOP_HOLD_SECONDS', meaning: 'hold for quick payment methods', default: '900', stages: asked },
  { name: 'SHOP_SLOW_HOLD_SECONDS', meaning: 'hold for slow payment methods', default: '172800', stages: asked },
  { name: 'SHOP_AUTO_COMPLETE_SECONDS', meaning: 'completion by itself', default: '604800', stages: asked },
  { name: 'SHOP_COMMISSION_PERCENT', meaning: 'commission on the copies', default: '5', stages: asked },
  {
    name: 'SHOP_ADMIN_SECOND_FACTOR',
    meaning: '`required`: an administrator needs a second factor · `optional`',
    default: 'optional',
    stages: asked,
  },
  {
    name: 'MERCADOPAGO_ACCESS_TOKEN',
    meaning: 'access token of the application at Mercado Pago; set: it takes the payments, and there is no sandbox',
    secret: true,
    stages: { ...secret, 'single-vm': { by: 'operator' } },
  },
  {
    name: 'MERCADOPAGO_WEBHOOK_SECRET',
    meaning: 'secret signature of its webhooks; goes with the token',
    secret: true,
    stages: { ...secret, 'single-vm': { by: 'operator' } },
  },
  { name: 'MERCADOPAGO_URL', meaning: 'where a stand-in of Mercado Pago answers; for trials', stages: {} },
  { name: 'OPEN_LIBRARY_URL', meaning: 'where the facts of an unknown ISBN are asked; unset: nowhere', stages: asked },
];

const watching: Variable[] = [
  { name: 'LOG_LEVEL', meaning: 'least level that is logged', default: 'info', stages: asked },
  { name: 'METRICS_PORT', meaning: 'Prometheus text, on this port only', default: '9464', stages: always('9464') },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    meaning: 'base URL of a collector that takes traces by OTLP over HTTP',
    stages: asked,
  },
];

const services: Variable[] = [
  {
    name: 'MODULES',
    meaning: 'what this process serves to other services',
    default: 'all',
    stages: inServices('one service per module'),
  },
  { name: 'SERVICE_PORT', meaning: 'where it serves them', stages: inServices('one port for all services') },
  {
    name: 'SERVICE_KEY',
    meaning: 'the key that signs calls between them',
    secret: true,
    stages: { microservices: { by: 'secret' } },
  },
  ...['ACCOUNTS', 'CATALOGUE', 'SALES', 'PAYMENTS', 'DELIVERY', 'MESSAGING'].map((each) => ({
    name: `${each}_URL`,
    meaning: `set: ${each.toLowerCase()} is called over HTTP instead of in the process`,
    stages: { microservices: { by: 'operator' } } as const,
  })),
];

export const variables: readonly Variable[] = [...database, ...processVariables, ...shop, ...watching, ...services];

/** The names the stages may set, secrets also with `_FILE`; to compare with what the application reads. */
export function variableNames(): string[] {
  return variables.flatMap((each) => (each.secret ? [each.name, `${each.name}_FILE`] : [each.name]));
}
