import { once, read, repeatable, type Verbs } from '../../platform/remote/verbs.ts';
import type { Payments } from './door.ts';

/** A gateway may take its time. */
const atGateway = { ...repeatable, deadlineMs: 30_000 };

/** How each verb of payments is called from another process. */
export const paymentsVerbs: Verbs<Payments> = {
  startPayment: atGateway,
  receiveNotice: atGateway,
  getPayments: read,
  getPayment: read,
  findByKey: read,
  allocatePayment: repeatable,
  completeOrder: repeatable,
  refundOrder: repeatable,
  expirePayments: repeatable,
  paymentMethods: read,
  orderMoney: read,
  commissionOf: read,
  balance: read,
  listLedger: read,
  listPayouts: read,
  listBalances: read,
  listPayments: read,
  confirmTransfer: atGateway,
  settleRefund: atGateway,
  payOut: repeatable,
  // The second decision would be about what the first has decided.
  sandboxDecide: once,
  audit: { ...read, deadlineMs: 120_000 },
};
