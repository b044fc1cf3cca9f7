import { isId } from '../../../../platform/ids.ts';
import type { Charge, ChargeOutcome, Gateway, Notice, RawNotice } from '../gateway.ts';
import { isChargeable, toMajor } from './amount.ts';
import { type MercadoPagoApi, openApi, type PreferenceBody } from './api.ts';
import { readSignedNotice } from './notice.ts';
import { outcomeOf, tellingOutcomes } from './outcome.ts';

export interface MercadoPagoOptions {
  accessToken: string;
  /** The secret signature of the application's webhooks. */
  webhookSecret: string;
  /** Where its notices reach the shop; undefined leaves it to what the application is set to. */
  noticeUrl?: string | undefined;
  /** Where a stand-in answers; undefined is Mercado Pago itself. */
  url?: string | undefined;
  /** Of one call, until its answer begins. */
  timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 8_000;

/** Mercado Pago's Checkout Pro: the payer is sent to its page, and whatever becomes of it is asked for by our payment's id. */
export function createMercadoPago(options: MercadoPagoOptions): Gateway {
  const { accessToken, url, webhookSecret, timeoutMs = defaultTimeoutMs } = options;
  const api = openApi({ accessToken, url, timeoutMs });
  return {
    name: 'mercado_pago',
    methods: ['mercado_pago'],
    page: 'gateway',
    takes: ({ amountMinor, currency }) => isChargeable(amountMinor, currency),
    refunds: () => true,
    charge: (charge) => preparePage(api, options, charge),
    find: async ({ paymentId }) => tellingOutcomes(await api.findPayments(paymentId)),
    readNotice: (notice) => readNotice(api, webhookSecret, notice),
    refund: ({ refundId, reference, amountMinor, currency }) =>
      api.refund(reference, toMajor(amountMinor, currency), refundId),
  };
}

/** Two pages for one payment do no harm: what is paid on the second one counts as a second payment. */
async function preparePage(api: MercadoPagoApi, options: MercadoPagoOptions, charge: Charge): Promise<ChargeOutcome> {
  const known = charge.repeated ? await api.findPreference(charge.paymentId) : undefined;
  const page = known ?? (await api.createPreference(preferenceOf(charge, options.noticeUrl), charge.paymentId));
  return {
    status: 'pending',
    amountMinor: 0,
    currency: charge.currency,
    reference: page.id,
    continueUrl: page.init_point,
  };
}

/** It takes addresses on https only, of returns by themselves and of notices. */
function preferenceOf(charge: Charge, noticeUrl: string | undefined): PreferenceBody {
  const { paymentId, amountMinor, currency, description, returnUrl, holdExpiresAt } = charge;
  const isPublic = (address: string | undefined): boolean => address?.startsWith('https://') === true;
  return {
    items: [
      {
        id: paymentId,
        title: description,
        quantity: 1,
        currency_id: currency,
        unit_price: toMajor(amountMinor, currency),
      },
    ],
    external_reference: paymentId,
    back_urls: { success: returnUrl, pending: returnUrl, failure: returnUrl },
    ...(isPublic(returnUrl) ? { auto_return: 'approved' } : {}),
    ...(noticeUrl !== undefined && isPublic(noticeUrl)
      ? { notification_url: `${noticeUrl}?source_news=webhooks` }
      : {}),
    // Cash at a counter takes days, longer than the copies are held.
    payment_methods: { excluded_payment_types: [{ id: 'ticket' }, { id: 'atm' }] },
    expires: true,
    expiration_date_to: momentOf(holdExpiresAt),
  };
}

const momentOf = (at: number): string => new Date(at).toISOString().replace('Z', '+00:00');

/** The notice only names a payment of theirs; what became of it, and which payment of ours it is, it is asked. */
async function readNotice(api: MercadoPagoApi, secret: string, notice: RawNotice): Promise<Notice | undefined> {
  const { noticeId, paymentId } = await readSignedNotice(notice, secret);
  const payment = paymentId === undefined ? undefined : await api.findPayment(paymentId);
  const ours = payment?.external_reference;
  if (!payment || !ours || !isId(ours)) return undefined;
  return { ...outcomeOf(payment), noticeId, paymentId: ours };
}
