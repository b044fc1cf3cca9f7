import { z } from 'zod';

const onOff = z.enum(['on', 'off']);
const seconds = z.coerce.number().int().min(1).max(31_536_000);
/** As a token is: no blank, and long enough not to be guessed. */
const printable = z.string().regex(/^[\x21-\x7e]{16,300}$/);
const port = z.coerce.number().int().min(0).max(65_535);

/** Every variable of the environment: what it takes and the sentence that says so. */
export const variables = {
  DATABASE_URL: {
    takes: 'sqlite:PATH or mysql://user:password@host:port/name',
    schema: z
      .string()
      .regex(/^(sqlite:.+|mysql:\/\/.+)$/)
      .optional(),
    secret: true,
  },
  DATABASE_HOST: { takes: 'a host name', schema: z.string().min(1).optional() },
  DATABASE_PORT: { takes: 'a port number', schema: port.default(3306) },
  DATABASE_NAME: { takes: 'a database name', schema: z.string().min(1).default('bookstore') },
  DATABASE_USER: { takes: 'a user name', schema: z.string().min(1).default('bookstore') },
  DATABASE_PASSWORD: { takes: 'a password', schema: z.string().optional(), secret: true },
  DATABASE_SSL_CA: { takes: 'the path of a CA file', schema: z.string().min(1).optional() },
  DATABASE_POOL_SIZE: { takes: 'a number from 1 to 200', schema: z.coerce.number().int().min(1).max(200).default(10) },
  SECRET_KEY: { takes: 'at least 32 characters', schema: z.string().min(32).optional(), secret: true },
  MIGRATE: { takes: 'on or off', schema: onOff.optional() },
  UPLOAD_FOLDER: { takes: 'the path of a folder', schema: z.string().min(1).default('var/uploads') },
  PORT: { takes: 'a port number', schema: port.default(3000) },
  HOST: { takes: 'an address to listen on', schema: z.string().min(1).optional() },
  PUBLIC_URL: { takes: 'an http or https URL', schema: z.url({ protocol: /^https?$/ }).optional() },
  TRUSTED_PROXIES: {
    takes: 'CIDRs separated by commas',
    schema: z
      .string()
      .regex(/^[0-9a-fA-F.:/, ]*$/)
      .default(''),
  },
  ROLES: {
    takes: 'web, worker or web,worker',
    schema: z
      .string()
      .regex(/^(web|worker)(,(web|worker))?$/)
      .default('web,worker'),
  },
  INDEX_FOLDER: { takes: 'the path of a folder', schema: z.string().min(1).default('var/index') },
  SMTP_URL: {
    takes: 'smtp://… or smtps://…',
    schema: z
      .string()
      .regex(/^smtps?:\/\/.+$/)
      .optional(),
    secret: true,
  },
  MAIL_FROM: {
    takes: 'an e-mail address',
    schema: z
      .string()
      .regex(/^[^\r\n]*[^\s@]+@[^\s@]+[^\r\n]*$/)
      .optional(),
  },
  NODE_ENV: {
    takes: 'production or development',
    schema: z.enum(['production', 'development']).default('development'),
  },
  SHOP_DEMO: { takes: 'on or off', schema: onOff.optional() },
  SHOP_NAME: { takes: 'a name of at most 60 characters', schema: z.string().min(1).max(60).default('BookStore') },
  SHOP_COUNTRY: {
    takes: 'a country code of two capital letters',
    schema: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('CO'),
  },
  SHOP_CURRENCY: {
    takes: 'a currency code of three capital letters',
    schema: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('COP'),
  },
  SHOP_LOCALE: { takes: 'es or en', schema: z.enum(['es', 'en']).default('es') },
  SHOP_HOLD_SECONDS: { takes: 'seconds, a whole number', schema: seconds.default(900) },
  SHOP_SLOW_HOLD_SECONDS: { takes: 'seconds, a whole number', schema: seconds.default(172_800) },
  SHOP_AUTO_COMPLETE_SECONDS: { takes: 'seconds, a whole number', schema: seconds.default(604_800) },
  SHOP_COMMISSION_PERCENT: { takes: 'a number from 0 to 50', schema: z.coerce.number().min(0).max(50).default(5) },
  SHOP_ADMIN_SECOND_FACTOR: {
    takes: 'required or optional',
    schema: z.enum(['required', 'optional']).default('optional'),
  },
  OPEN_LIBRARY_URL: { takes: 'the URL of an Open Library service', schema: z.url({ protocol: /^https?$/ }).optional() },
  MERCADOPAGO_ACCESS_TOKEN: {
    takes: "the access token of the shop's application at Mercado Pago",
    schema: printable.optional(),
    secret: true,
  },
  MERCADOPAGO_WEBHOOK_SECRET: {
    takes: "the secret signature of that application's webhooks",
    schema: printable.optional(),
    secret: true,
  },
  MERCADOPAGO_URL: {
    takes: 'the URL of a stand-in of Mercado Pago',
    schema: z.url({ protocol: /^https?$/ }).optional(),
  },
  RATE_LIMITS: { takes: 'on or off', schema: onOff.default('on') },
  LOG_LEVEL: {
    takes: 'trace, debug, info, warn, error, fatal or silent',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  },
  METRICS_PORT: { takes: 'a port number', schema: port.default(9464) },
  OTEL_EXPORTER_OTLP_ENDPOINT: { takes: 'an http or https URL', schema: z.url({ protocol: /^https?$/ }).optional() },
  SHUTDOWN_DRAIN_MS: {
    takes: 'milliseconds, a whole number',
    schema: z.coerce.number().int().min(0).max(600_000).optional(),
  },
  MODULES: {
    takes: 'all, or names of modules separated by commas',
    schema: z
      .string()
      .regex(/^[a-z,]+$/)
      .default('all'),
  },
  SERVICE_PORT: { takes: 'a port number', schema: port.optional() },
  SERVICE_KEY: { takes: 'at least 32 characters', schema: z.string().min(32).optional(), secret: true },
  ACCOUNTS_URL: { takes: 'the URL of a service', schema: z.url().optional() },
  CATALOGUE_URL: { takes: 'the URL of a service', schema: z.url().optional() },
  SALES_URL: { takes: 'the URL of a service', schema: z.url().optional() },
  PAYMENTS_URL: { takes: 'the URL of a service', schema: z.url().optional() },
  DELIVERY_URL: { takes: 'the URL of a service', schema: z.url().optional() },
  MESSAGING_URL: { takes: 'the URL of a service', schema: z.url().optional() },
} as const satisfies Record<string, { takes: string; schema: z.ZodType; secret?: boolean }>;

export type VariableName = keyof typeof variables;
export type Variables = { [Name in VariableName]: z.output<(typeof variables)[Name]['schema']> };
