import { isDomainError } from '../../platform/errors.ts';
import type { PageHandler, PageRequest } from '../route.ts';

/** A gateway's notice. A notice that cannot be settled just now is settled by the worker: the gateway gets its answer all the same. */
export const receiveNotice: PageHandler = async ({ params, query, doors, rawBody, headers, log }) => {
  try {
    const payment = await doors.payments.receiveNotice({
      gateway: params.gateway ?? '',
      headers,
      query: onlyTexts(query),
      body: rawBody,
    });
    if (payment && !payment.settled && payment.receivedMinor !== null)
      await doors.sales.settlePayment({ paymentId: payment.id });
    return { content: JSON.stringify({ received: true }), type: 'application/json' };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    log.warn({ gateway: params.gateway, code: error.code }, 'a notice was refused');
    return { content: JSON.stringify({ code: error.code }), type: 'application/json', status: error.status };
  }
};

/** A parameter that came twice is none that a gateway signed. */
const onlyTexts = (query: PageRequest['query']): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
