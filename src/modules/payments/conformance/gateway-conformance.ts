import { after, before, describe } from 'node:test';
import type { Gateway } from '../gateways/gateway.ts';
import { chargingRules, lookUpRules, otherPageRules, ownPageRules, refusalRules, timeOutRules } from './charging.ts';
import { forgeryRules, noticeRules, repeatedNoticeRules } from './notices.ts';
import { lostRefundRules, refundRules } from './refunding.ts';
import type { GatewayTrial } from './trial.ts';

export type { Ending, GatewayTrial, Took } from './trial.ts';

const all = [
  chargingRules,
  refusalRules,
  timeOutRules,
  lookUpRules,
  noticeRules,
  repeatedNoticeRules,
  forgeryRules,
  refundRules,
  lostRefundRules,
];

/**
 * What each gateway must do, whatever fails: the written meaning of `gateways/gateway.ts`.
 * A new adapter calls this in its test with a trial of its own; it is fit for the shop when all of it passes.
 */
export function gatewayConformance(name: string, page: Gateway['page'], open: () => Promise<GatewayTrial>): void {
  describe(`the gateway ${name}`, () => {
    let opened: GatewayTrial | undefined;
    before(async () => {
      opened = await open();
    });
    after(() => opened?.close());
    const trial = (): GatewayTrial => {
      if (!opened) throw new Error('The trial is not open yet.');
      return opened;
    };
    for (const rules of page === 'shop' ? [ownPageRules, ...all] : [otherPageRules, ...all]) rules(trial);
  });
}
