import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { PaymentsContext } from './context.ts';
import type { Payout } from './door.ts';
import { paidOutMovement } from './ledger.ts';
import { writeMovement } from './store-ledger.ts';
import { findPayoutByKey, insertPayout, lockPayable } from './store-payouts.ts';

/** Writes down that a seller was paid all that is owed to them. Idempotent by seller and key. Errors: `payout.nothing_due` 409. */
export async function payOut(
  context: PaymentsContext,
  input: { sellerId: string; note: string; idempotencyKey: string },
): Promise<Payout> {
  return context.db.transaction(async (trx) => {
    const payableMinor = await lockPayable(trx, input.sellerId, context.currency);
    const known = await findPayoutByKey(trx, input.sellerId, input.idempotencyKey);
    if (known) return known;
    if (payableMinor <= 0) throw new DomainError('payout.nothing_due', 409, 'Nothing is owed to this seller.');
    const payout = {
      id: newId(),
      sellerId: input.sellerId,
      amountMinor: payableMinor,
      currency: context.currency,
      note: input.note.slice(0, 200),
    };
    const createdAt = await insertPayout(trx, { ...payout, idempotencyKey: input.idempotencyKey });
    await writeMovement(trx, paidOutMovement(payout.id, payout.sellerId, payout.amountMinor, payout.currency));
    return { ...payout, createdAt };
  });
}
