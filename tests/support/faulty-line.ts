import type { Gateway } from '../../src/modules/payments/index.ts';

/** `before`: the request is lost, and nothing happened · `after`: it happened, and the answer is lost. */
export type Cut = 'before' | 'after';

/** The way to a gateway that is part of the shop, where a real one has a network that can be cut. */
export interface FaultyLine {
  readonly line: (gateway: Gateway) => Gateway;
  /** The next call, or the next one of this kind. */
  cut(when: Cut, verb?: Verb): void;
}

type Verb = 'charge' | 'find' | 'readNotice' | 'refund';

export function faultyLine(): FaultyLine {
  const cuts: { when: Cut; verb: Verb | undefined }[] = [];
  const over = async <T>(verb: Verb, call: () => Promise<T>): Promise<T> => {
    const place = cuts.findIndex((cut) => cut.verb === undefined || cut.verb === verb);
    const [cut] = place < 0 ? [] : cuts.splice(place, 1);
    if (cut?.when === 'before') throw new Error('connect ETIMEDOUT');
    const answer = await call();
    if (cut?.when === 'after') throw new Error('socket hang up');
    return answer;
  };
  return {
    cut: (when, verb) => cuts.push({ when, verb }),
    line: (gateway) => ({
      name: gateway.name,
      methods: gateway.methods,
      page: gateway.page,
      takes: (input) => gateway.takes(input),
      refunds: (method) => gateway.refunds(method),
      charge: (charge) => over('charge', () => gateway.charge(charge)),
      find: (input) => over('find', () => gateway.find(input)),
      readNotice: (notice) => over('readNotice', () => gateway.readNotice(notice)),
      refund: (input) => over('refund', () => gateway.refund(input)),
    }),
  };
}
