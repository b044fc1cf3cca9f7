import type { Gateway } from './gateway.ts';

/** Longer than a gateway takes on a bad day, shorter than a buyer waits for a page. */
export const gatewayDeadlineMs = 10_000;

/** The same gateway, whose every call ends in time: one that gives no answer until then is one that ended without an answer. */
export const withDeadlines = (gateway: Gateway, deadlineMs = gatewayDeadlineMs): Gateway => ({
  name: gateway.name,
  methods: gateway.methods,
  page: gateway.page,
  takes: (input) => gateway.takes(input),
  refunds: (method) => gateway.refunds(method),
  charge: (charge) => within(deadlineMs, gateway.charge(charge)),
  find: (input) => within(deadlineMs, gateway.find(input)),
  readNotice: (notice) => within(deadlineMs, gateway.readNotice(notice)),
  refund: (input) => within(deadlineMs, gateway.refund(input)),
});

async function within<T>(deadlineMs: number, answer: Promise<T>): Promise<T> {
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(() => {
    timer.reject(new Error(`The gateway gave no answer within ${deadlineMs} ms.`));
  }, deadlineMs);
  try {
    return await Promise.race([answer, timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
}
