import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '../../../platform/ids.ts';
import { again, assertUnanswered, bring, find, findPaid, type Opened } from './trial.ts';

export function chargingRules(trial: Opened): void {
  describe('charges', () => {
    it('and names the charge', async () => {
      const { gateway, newCharge } = trial();
      const answer = await gateway.charge(newCharge('paid'));
      assert.match(answer.reference, /^[\x21-\x7e]{1,190}$/);
    });

    it('the exact amount, in the right currency', async () => {
      const charge = await bring(trial(), 'paid');
      const { amountMinor, currency } = await findPaid(trial(), charge);
      assert.deepEqual([amountMinor, currency], [charge.amountMinor, charge.currency]);
      assert.equal((await trial().books(charge)).tookMinor, charge.amountMinor);
    });

    it('only what it takes', () => {
      const { gateway, newCharge } = trial();
      assert.ok(gateway.takes(newCharge('paid')));
    });

    it('once, however often it is asked with one key', async () => {
      const charge = await bring(trial(), 'paid');
      const first = await findPaid(trial(), charge);
      await trial().gateway.charge(again(charge));
      await Promise.all([trial().gateway.charge(again(charge)), trial().gateway.charge(again(charge))]);
      assert.deepEqual(await find(trial(), charge), [first]);
      assert.equal((await trial().books(charge)).tookMinor, charge.amountMinor);
    });
  });
}

export function refusalRules(trial: Opened): void {
  describe('takes', () => {
    it('nothing where the payer is refused', async () => {
      const charge = await bring(trial(), 'failed');
      const [outcome] = await find(trial(), charge);
      assert.equal(outcome?.status, 'failed');
      assert.match(outcome.failureCode ?? '', /^[a-z_]{1,64}$/);
      assert.equal((await trial().books(charge)).tookMinor, 0);
    });

    it('nothing while the payer takes their time', async () => {
      const charge = await bring(trial(), 'pending');
      for (const outcome of await find(trial(), charge)) assert.equal(outcome.status, 'pending');
      assert.equal((await trial().books(charge)).tookMinor, 0);
    });
  });
}

export function timeOutRules(trial: Opened): void {
  describe('loses its line', () => {
    it('before it heard of the charge: nothing was taken, and the same charge goes through', async () => {
      const charge = trial().newCharge('paid');
      trial().cut('before');
      await assertUnanswered(trial().gateway.charge(charge));
      assert.deepEqual(await find(trial(), charge), []);
      await trial().act(charge, await trial().gateway.charge(again(charge)), 'paid');
      await findPaid(trial(), charge);
      assert.equal((await trial().books(charge)).tookMinor, charge.amountMinor);
    });

    it('after it did the charge: asking tells, and the same charge does no more', async () => {
      const charge = trial().newCharge('paid');
      trial().cut('after');
      await assertUnanswered(trial().gateway.charge(charge));
      await trial().act(charge, await trial().gateway.charge(again(charge)), 'paid');
      await findPaid(trial(), charge);
      assert.equal((await trial().books(charge)).tookMinor, charge.amountMinor);
    });

    it('while it is asked: no answer is not the answer that there is nothing', async () => {
      const charge = await bring(trial(), 'paid');
      for (const when of ['before', 'after'] as const) {
        trial().cut(when);
        await assertUnanswered(find(trial(), charge));
      }
      await findPaid(trial(), charge);
    });
  });
}

/** Where `charge` itself takes the money. */
export function ownPageRules(trial: Opened): void {
  describe('with the payer on a page of the shop', () => {
    it('says where it took money though its answer was lost', async () => {
      assert.equal(trial().gateway.page, 'shop');
      const charge = await bring(trial(), 'pending');
      const answer = await trial().gateway.charge(again(charge));
      await trial().act(charge, answer, 'paid');
      trial().cut('after');
      await assertUnanswered(trial().gateway.charge(again(charge)));
      assert.equal((await findPaid(trial(), charge)).amountMinor, charge.amountMinor);
    });
  });
}

/** Where `charge` prepares a page elsewhere. */
export function otherPageRules(trial: Opened): void {
  describe('with the payer on its own page', () => {
    it('says where that page is, has taken nothing yet, and needs no card', async () => {
      const { gateway, newCharge, books } = trial();
      assert.equal(gateway.page, 'gateway');
      const charge = newCharge('paid');
      assert.equal(charge.card, undefined);
      const answer = await gateway.charge(charge);
      assert.equal(answer.status, 'pending');
      assert.match(answer.continueUrl ?? '', /^https?:\/\/\S{1,490}$/);
      assert.deepEqual(await books(charge), { tookMinor: 0, returnedMinor: 0 });
    });

    it('leads to the same page when it is asked again', async () => {
      const charge = trial().newCharge('paid');
      const { continueUrl } = await trial().gateway.charge(charge);
      assert.equal((await trial().gateway.charge(again(charge))).continueUrl, continueUrl);
    });

    it('says each charge of a payer who was refused, then paid, then paid again', async () => {
      const charge = trial().newCharge('failed');
      const answer = await trial().gateway.charge(charge);
      for (const ends of ['failed', 'paid', 'paid'] as const) await trial().act(charge, answer, ends);
      const outcomes = await find(trial(), charge);
      assert.deepEqual(
        outcomes.map(({ status, amountMinor }) => [status, amountMinor]),
        [1, 2].map(() => ['paid', charge.amountMinor]),
      );
      assert.equal(new Set(outcomes.map(({ reference }) => reference)).size, 2);
    });
  });
}

export function lookUpRules(trial: Opened): void {
  describe('is asked', () => {
    it('about a payment that it never heard of', async () => {
      assert.deepEqual(await trial().gateway.find({ paymentId: newId() }), []);
    });

    it('and says what it took, not what it was asked to take', async () => {
      const { currency, amountMinor } = trial().newCharge('paid');
      const less = { amountMinor: amountMinor / 2, currency };
      const dollars = { amountMinor, currency: currency === 'USD' ? 'MXN' : 'USD' };
      for (const took of [less, dollars]) {
        const outcome = await findPaid(trial(), await bring(trial(), 'paid', took));
        assert.deepEqual([outcome.amountMinor, outcome.currency], [took.amountMinor, took.currency]);
      }
    });
  });
}
