import type { Payment } from '../../../modules/payments/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import type { PageHandler, PageRequest } from '../../route.ts';
import { typed } from './form-values.ts';
import { sandboxDecidedPage, sandboxPage } from './sandbox-page.ts';

export const showSandbox: PageHandler = async (request) => {
  const payment = await paymentOf(request);
  return { page: isOpen(payment) ? sandboxPage(request.ctx, payment) : sandboxDecidedPage(request.ctx, payment) };
};

/** The payer's word; the notice to the shop follows it, as a real gateway's does. */
export const decideSandbox: PageHandler = async (request) => {
  const { ctx, doors, body } = request;
  const payment = await paymentOf(request);
  if (!isOpen(payment)) return { page: sandboxDecidedPage(ctx, payment), status: 409 };
  const decision = typed(body, 'decision') === 'approve' ? 'approve' : 'decline';
  await doors.payments.sandboxDecide({ paymentId: payment.id, decision });
  return { page: sandboxDecidedPage(ctx, payment, decision) };
};

/** A card says at once what it does; the others wait for the payer. A payment that expired can still be paid, late. */
const isOpen = ({ method, receivedMinor, status }: Payment): boolean =>
  method !== 'card' && receivedMinor === null && (status === 'pending' || status === 'expired');

/** Whoever has a payment's address is its payer: nobody else is told it. Beside a real gateway there is no such page. */
async function paymentOf({ params, doors }: PageRequest): Promise<Payment> {
  const paymentId = params.paymentId ?? '';
  const offered = await doors.payments.paymentMethods();
  if (!isId(paymentId) || !offered.some(({ sandbox }) => sandbox)) throw notFound('payment');
  return doors.payments.getPayment({ paymentId });
}
