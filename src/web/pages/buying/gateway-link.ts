import type { Payment } from '../../../modules/payments/index.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

/** Where a buyer goes on at the gateway. The sandbox's own page is one of ours, so it is shown in the reader's language. */
export function gatewayLink(ctx: PageContext, payment: Payment): string | undefined {
  const { continueUrl } = payment;
  if (continueUrl === null) return undefined;
  const own = paths.sandbox(payment.id);
  return continueUrl === ctx.shop.publicUrl + own ? ctx.url(own) : continueUrl;
}
