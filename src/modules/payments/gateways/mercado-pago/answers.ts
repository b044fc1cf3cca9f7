import { z } from 'zod';

// What the API answers, as far as it is used. An answer of another shape counts as none: the payment is asked about again.

export const preferenceAnswer = z.object({
  id: z.string().min(1).max(190),
  init_point: z.url({ protocol: /^https?$/ }).max(500),
});

/** A search answers fewer fields than a look-up. */
export const preferencesAnswer = z.object({
  elements: z
    .array(z.object({ id: z.string().min(1), external_reference: z.string().nullish() }))
    .nullish()
    .transform((elements) => elements ?? []),
});

const id = z.union([z.string().regex(/^\d{1,25}$/), z.number().int().positive()]).transform(String);

export const paymentAnswer = z.object({
  id,
  status: z.string().min(1).max(40),
  status_detail: z.string().max(100).nullish(),
  transaction_amount: z.number().positive(),
  transaction_amount_refunded: z.number().min(0).nullish(),
  currency_id: z.string().regex(/^[A-Z]{3}$/),
  external_reference: z.string().nullish(),
});

export type PaymentAnswer = z.output<typeof paymentAnswer>;

export const paymentsAnswer = z.object({ results: z.array(paymentAnswer) });

export const refundAnswer = z.object({ id, status: z.string().nullish() });
