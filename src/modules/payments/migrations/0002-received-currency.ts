import type { Kysely } from 'kysely';
import { addColumn } from '../../../platform/db/index.ts';
import type { PaymentsTables } from '../tables.ts';

/** What a gateway took may be in another currency than was asked; the release before leaves it empty, which says the same currency. */
export async function receivedCurrency(db: Kysely<PaymentsTables>): Promise<void> {
  await addColumn(db, 'payments', 'received_currency', 'key?');
}
