import { ConfigError } from './read.ts';
import type { Variables } from './variables.ts';

/** A shop with it has no sandbox. */
export interface MercadoPagoConfig {
  accessToken: string;
  webhookSecret: string;
  /** Where a stand-in answers; undefined is Mercado Pago itself. */
  url: string | undefined;
}

/** Where it is, with each country's own currency. */
const currencies = ['ARS', 'BRL', 'CLP', 'COP', 'MXN', 'PEN', 'UYU'];

/** Undefined for a shop that keeps to its sandbox. Errors: ConfigError for half of what it needs, or a shop that it cannot serve. */
export function mercadoPagoOf(v: Variables): MercadoPagoConfig | undefined {
  const { MERCADOPAGO_ACCESS_TOKEN: accessToken, MERCADOPAGO_WEBHOOK_SECRET: webhookSecret, MERCADOPAGO_URL: url } = v;
  if (accessToken === undefined && webhookSecret === undefined) return undefined;
  if (accessToken === undefined || webhookSecret === undefined)
    throw new ConfigError(
      'MERCADOPAGO_ACCESS_TOKEN takes a token together with MERCADOPAGO_WEBHOOK_SECRET: neither works alone.',
    );
  if (!currencies.includes(v.SHOP_CURRENCY))
    throw new ConfigError(`SHOP_CURRENCY takes, with Mercado Pago, one of ${currencies.join(', ')}.`);
  if (v.NODE_ENV === 'production' && url === undefined && v.PUBLIC_URL?.startsWith('https://') !== true)
    throw new ConfigError('PUBLIC_URL takes, with Mercado Pago, an https URL: its notices come there.');
  return { accessToken, webhookSecret, url: url?.replace(/\/+$/, '') };
}
