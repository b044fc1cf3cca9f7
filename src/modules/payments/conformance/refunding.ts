import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '../../../platform/ids.ts';
import type { Charge, Gateway } from '../gateways/gateway.ts';
import { assertUnanswered, bring, findPaid, type GatewayTrial, type Opened } from './trial.ts';

type Refund = Parameters<Gateway['refund']>[0];

async function paidAndRefund(trial: GatewayTrial, part = 1): Promise<{ charge: Charge; refund: Refund }> {
  const charge = await bring(trial, 'paid');
  const { reference, amountMinor, currency } = await findPaid(trial, charge);
  const refund = {
    refundId: newId(),
    paymentId: charge.paymentId,
    reference,
    amountMinor: amountMinor * part,
    currency,
  };
  return { charge, refund };
}

const returned = async (trial: GatewayTrial, charge: Charge): Promise<number> =>
  (await trial.books(charge)).returnedMinor;

export function refundRules(trial: Opened): void {
  describe('sends back', () => {
    it('all of it, once, however often it is asked', async () => {
      const { charge, refund } = await paidAndRefund(trial());
      assert.ok(trial().gateway.refunds(charge.method));
      for (let times = 0; times < 3; times++) await trial().gateway.refund(refund);
      assert.equal(await returned(trial(), charge), charge.amountMinor);
    });

    it('parts of it, each once, until nothing is left', async () => {
      const { charge, refund } = await paidAndRefund(trial(), 0.25);
      const rest = { ...refund, refundId: newId(), amountMinor: charge.amountMinor * 0.75 };
      for (const part of [refund, refund, rest, refund, rest]) await trial().gateway.refund(part);
      assert.equal(await returned(trial(), charge), charge.amountMinor);
      await assert.rejects(trial().gateway.refund({ ...refund, refundId: newId() }));
      assert.equal(await returned(trial(), charge), charge.amountMinor);
    });

    it('never more than came', async () => {
      const { charge, refund } = await paidAndRefund(trial(), 2);
      await assert.rejects(trial().gateway.refund(refund));
      assert.equal(await returned(trial(), charge), 0);
    });

    it('nothing of what did not come', async () => {
      const { refund } = await paidAndRefund(trial());
      const charge = await bring(trial(), 'failed');
      const [outcome] = await trial().gateway.find({ paymentId: charge.paymentId });
      const wrong = { ...refund, paymentId: charge.paymentId, reference: outcome?.reference ?? '' };
      await assert.rejects(trial().gateway.refund(wrong));
      assert.equal(await returned(trial(), charge), 0);
    });
  });
}

export function lostRefundRules(trial: Opened): void {
  describe('sends back', () => {
    for (const when of ['before', 'after'] as const)
      it(`once, where the line is lost ${when} it did so and the shop asks again`, async () => {
        const { charge, refund } = await paidAndRefund(trial(), 0.5);
        trial().cut(when);
        await assertUnanswered(trial().gateway.refund(refund));
        assert.equal(await returned(trial(), charge), when === 'before' ? 0 : refund.amountMinor);
        await trial().gateway.refund(refund);
        assert.equal(await returned(trial(), charge), refund.amountMinor);
      });
  });
}
