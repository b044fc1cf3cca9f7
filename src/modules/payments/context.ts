import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { PaymentMethod, PaymentsEvents } from './door.ts';
import type { Gateway } from './gateways/gateway.ts';
import type { PaymentsDatabase } from './store.ts';

/** Jobs of this module's own, beside the events for others. */
export interface PaymentsJobs {
  'job.check_payment': { paymentId: string; round: number };
  'job.settle_refund': { paymentId: string };
  'job.sandbox_notice': { paymentId: string; noticeId: string; status: 'paid' | 'failed' };
}

export interface PaymentsContext {
  db: PaymentsDatabase;
  outbox: Queue<PaymentsEvents & PaymentsJobs>;
  /** Those that the shop offers; a payment of one that it offers no more is asked about no more. */
  gateways: readonly Gateway[];
  commissionPercent: number;
  currency: string;
  log: Logger;
}

/** The gateway that takes the method. Errors: `payment.method_unavailable` 422. */
export function gatewayFor(context: PaymentsContext, method: PaymentMethod): Gateway {
  const gateway = context.gateways.find((candidate) => candidate.methods.includes(method));
  if (gateway) return gateway;
  const methods = context.gateways.flatMap((each) => each.methods);
  throw new DomainError('payment.method_unavailable', 422, 'The shop does not take this method.', { methods });
}

export function gatewayNamed(context: PaymentsContext, name: string): Gateway | undefined {
  return context.gateways.find((candidate) => candidate.name === name);
}
