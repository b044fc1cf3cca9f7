import { DomainError, notFound } from '../../platform/errors.ts';
import { applyOutcome } from './apply-outcome.ts';
import { gatewayNamed, type PaymentsContext } from './context.ts';
import type { Payment, Payments } from './door.ts';
import type { Gateway, Notice, RawNotice } from './gateways/gateway.ts';
import { toPayment } from './store.ts';

type ReceiveNotice = Parameters<Payments['receiveNotice']>[0];

/**
 * Takes a gateway's signed notice. The same notice twice changes nothing.
 * A signed notice about a payment that is not ours is kept with the notices, for an administrator to look into.
 * Errors: `notice.forged` 401, `gateway.not_found` 404, `gateway.no_answer` 503.
 */
export async function receiveNotice(context: PaymentsContext, input: ReceiveNotice): Promise<Payment | undefined> {
  const gateway = gatewayNamed(context, input.gateway);
  if (!gateway) throw notFound('gateway');
  const notice = await read(context, gateway, { query: {}, ...input });
  if (!notice) return undefined;
  const row = await applyOutcome(context, notice.paymentId, notice, {
    gateway: gateway.name,
    noticeId: notice.noticeId,
  });
  if (!row)
    context.log.warn({ gateway: gateway.name, noticeId: notice.noticeId }, 'a notice about a payment that is not ours');
  return row ? toPayment(row) : undefined;
}

/** A notice that only says where to look is worth what its gateway answers; without an answer it has to come again. */
async function read(context: PaymentsContext, gateway: Gateway, notice: RawNotice): Promise<Notice | undefined> {
  try {
    return await gateway.readNotice(notice);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const reason = error instanceof Error ? error.message : 'unknown';
    context.log.warn({ gateway: gateway.name, reason }, 'the gateway gave no answer about its notice');
    throw new DomainError('gateway.no_answer', 503, 'The gateway gives no answer about its notice; send it again.');
  }
}
