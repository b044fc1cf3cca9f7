import { DomainError } from '../../platform/errors.ts';
import { known, sameCode } from './shipment.ts';
import { changeShipment, type DeliveryDatabase } from './store.ts';

const mostWrongCodes = 10;

/** Counts wrong codes with the shipment, so that nobody tries a million. */
export async function checkHandoverCode(db: DeliveryDatabase, input: { orderId: string; code: string }): Promise<void> {
  let verdict: DomainError | undefined;
  const shipment = await changeShipment(db, input.orderId, ({ handoverCode }, wrongCodes) => {
    verdict = judge(handoverCode, input.code, wrongCodes);
    return verdict?.code === 'handover.wrong_code' ? { wrong_codes: wrongCodes + 1 } : undefined;
  });
  known(shipment);
  if (verdict) throw verdict;
}

function judge(knownCode: string | null, code: string, wrongCodes: number): DomainError | undefined {
  if (wrongCodes >= mostWrongCodes)
    return new DomainError('attempts.too_many', 429, 'Too many wrong codes for this order.');
  if (knownCode !== null && sameCode(knownCode, code)) return undefined;
  return new DomainError('handover.wrong_code', 422, 'The hand-over code is not the one that the buyer has.', {
    field: 'code',
  });
}
