import type * as Mercadopago from 'mercadopago';
import type { z } from 'zod';
import {
  type PaymentAnswer,
  paymentAnswer,
  paymentsAnswer,
  preferenceAnswer,
  preferencesAnswer,
  refundAnswer,
} from './answers.ts';

type Sdk = Pick<typeof Mercadopago, 'MercadoPagoConfig' | 'Payment' | 'PaymentRefund' | 'Preference'>;
export type PreferenceBody = Parameters<InstanceType<Sdk['Preference']>['create']>[0]['body'];
type Preference = z.output<typeof preferenceAnswer>;

export interface ApiOptions {
  accessToken: string;
  /** Where a stand-in answers; undefined is Mercado Pago itself. */
  url?: string | undefined;
  timeoutMs: number;
}

/** The calls of the official SDK that the shop makes, each asked once, in time, and its answer read strictly. */
export interface MercadoPagoApi {
  createPreference(body: PreferenceBody, idempotencyKey: string): Promise<Preference>;
  /** The page that was prepared for this reference before, where its search knows of one already. */
  findPreference(externalReference: string): Promise<Preference | undefined>;
  /** Newest first. */
  findPayments(externalReference: string): Promise<PaymentAnswer[]>;
  /** Undefined where it has no such payment. */
  findPayment(id: string): Promise<PaymentAnswer | undefined>;
  /** Errors: it did not accept the refund. */
  refund(paymentId: string, amount: number, idempotencyKey: string): Promise<void>;
}

export function openApi(options: ApiOptions): MercadoPagoApi {
  const ask: Ask = (call, idempotencyKey) => askSdk(options, call, idempotencyKey);
  return {
    createPreference: async (body, key) =>
      preferenceAnswer.parse(await ask(({ Preference }, config) => new Preference(config).create({ body }), key)),
    findPreference: (externalReference) => findPreference(ask, externalReference),
    findPayments: (externalReference) => findPayments(ask, externalReference),
    findPayment: (id) => findPayment(ask, id),
    refund: (paymentId, amount, key) => refund(ask, { payment_id: paymentId, body: { amount } }, key),
  };
}

type Call = (sdk: Sdk, config: Mercadopago.MercadoPagoConfig) => Promise<unknown>;
type Ask = (call: Call, idempotencyKey?: string) => Promise<unknown>;

async function findPreference(ask: Ask, externalReference: string): Promise<Preference | undefined> {
  const options = { external_reference: externalReference, limit: 1, offset: 0 };
  const found = await ask(({ Preference }, config) => new Preference(config).search({ options }));
  const [mine] = preferencesAnswer
    .parse(found)
    .elements.filter((each) => each.external_reference === externalReference);
  if (!mine) return undefined;
  const preferenceId = mine.id;
  return preferenceAnswer.parse(await ask(({ Preference }, config) => new Preference(config).get({ preferenceId })));
}

async function findPayments(ask: Ask, externalReference: string): Promise<PaymentAnswer[]> {
  const newestFirst = { sort: 'date_created', criteria: 'desc', limit: 50, offset: 0 } as const;
  const options = { ...newestFirst, external_reference: externalReference };
  const found = await ask(({ Payment }, config) => new Payment(config).search({ options }));
  return paymentsAnswer.parse(found).results.filter((each) => each.external_reference === externalReference);
}

async function findPayment(ask: Ask, id: string): Promise<PaymentAnswer | undefined> {
  try {
    return paymentAnswer.parse(await ask(({ Payment }, config) => new Payment(config).get({ id })));
  } catch (error) {
    if ((error as { status?: unknown }).status === 404) return undefined;
    throw error;
  }
}

async function refund(
  ask: Ask,
  request: { payment_id: string; body: { amount: number } },
  idempotencyKey: string,
): Promise<void> {
  const answer = await ask(({ PaymentRefund }, config) => new PaymentRefund(config).create(request), idempotencyKey);
  const { status } = refundAnswer.parse(answer);
  if (status === 'rejected' || status === 'cancelled') throw new Error(`Mercado Pago answered ${status} to a refund.`);
}

/** Each call has a configuration of its own, since the SDK writes one call's options into it; and it repeats nothing, since the shop does. */
async function askSdk(options: ApiOptions, call: Call, idempotencyKey?: string): Promise<unknown> {
  const { accessToken, url, timeoutMs: timeout } = options;
  const { sdk, settings } = await loadSdk();
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  const config = new sdk.MercadoPagoConfig({ accessToken, options: { timeout, maxRetries: 0, ...key } });
  return beginAt(settings, url, () => call(sdk, config));
}

/** The SDK takes its address from a static field, in the same turn in which a call begins: it is set for that turn alone (docs/adr/0013). */
function beginAt<T>(settings: { BASE_URL: string }, url: string | undefined, begin: () => T): T {
  const itself = settings.BASE_URL;
  settings.BASE_URL = url ?? itself;
  try {
    return begin();
  } finally {
    settings.BASE_URL = itself;
  }
}

/** It takes a quarter of a second to load, and only a shop with a token needs it. */
async function loadSdk(): Promise<{ sdk: Sdk; settings: { BASE_URL: string } }> {
  const [sdk, { AppConfig }] = await Promise.all([
    import('mercadopago'),
    import('mercadopago/dist/utils/config/index.js'),
  ]);
  return { sdk, settings: AppConfig };
}
