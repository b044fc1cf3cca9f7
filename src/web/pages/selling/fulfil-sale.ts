import { type DomainError, isDomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { keyOf, typed } from '../buying/form-values.ts';
import { orderIdOf, saleAnswer } from './show-sale.ts';

/** Sent, with whom and under which number; or, for a pick-up, ready. */
export const shipSale: PageHandler = async (request) => {
  const { body, doors } = request;
  const provider = typed(body, 'provider');
  const tracking = typed(body, 'tracking').trim();
  return attempt(request, async (command) => {
    const order = await doors.sales.shipOrder({
      ...command,
      ...(provider === '' ? {} : { providerId: provider }),
      ...(tracking === '' ? {} : { tracking }),
    });
    return order.status === 'ready_for_pickup' ? 'order_ready' : 'order_shipped';
  });
};

export const handOverSale: PageHandler = async (request) => {
  const code = typed(request.body, 'code').trim();
  if (code === '')
    return saleAnswer(request, { errors: { code: request.ctx.t.selling.errors.codeMissing }, status: 422 });
  return attempt(request, async (command) => {
    await request.doors.sales.handOver({ ...command, code });
    return 'order_handed_over';
  });
};

interface Command {
  sellerId: string;
  orderId: string;
  idempotencyKey: string;
}

/** Does it and says so; a refusal shows the order as it is now, with what was typed. */
export async function attempt(request: PageRequest, work: (command: Command) => Promise<string>): Promise<PageAnswer> {
  const orderId = orderIdOf(request);
  const command = { sellerId: memberOf(request).accountId, orderId, idempotencyKey: keyOf(request.body, newId()) };
  try {
    return { redirect: paths.sale(orderId), done: await work(command) };
  } catch (error) {
    const errors = isDomainError(error) ? explain(request.ctx, error) : undefined;
    if (!errors || !isDomainError(error)) throw error;
    return saleAnswer(request, { errors, status: error.status });
  }
}

function explain(ctx: PageContext, { code }: DomainError): FormErrors | undefined {
  const { errors } = ctx.t.selling;
  switch (code) {
    case 'handover.wrong_code':
      return { code: errors.code };
    case 'attempts.too_many':
      return { code: errors.codeTooMany };
    case 'tracking.too_long':
      return { tracking: errors.tracking };
    case 'delivery.unknown_provider':
      return { provider: errors.provider };
    case 'order.state':
      return { form: errors.state };
    case 'idempotency.mismatch':
      return { form: errors.sentAlready };
    default:
      return undefined;
  }
}
