import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../platform/errors.ts';
import type { RawNotice } from '../gateways/gateway.ts';
import { bring, find, findPaid, firstNotice, isForged, type Opened } from './trial.ts';

const days = 86_400_000;

export function noticeRules(trial: Opened): void {
  describe('sends notices', () => {
    it('that say what happened, to which payment', async () => {
      const charge = await bring(trial(), 'paid');
      const notice = await trial().gateway.readNotice(await firstNotice(trial(), charge));
      const outcome = await findPaid(trial(), charge);
      assert.equal(notice?.paymentId, charge.paymentId);
      assert.deepEqual(
        [notice.status, notice.amountMinor, notice.currency, notice.reference],
        [outcome.status, outcome.amountMinor, outcome.currency, outcome.reference],
      );
      assert.match(notice.noticeId, /^[\x21-\x7e]{1,190}$/);
    });

    it('of a refusal too', async () => {
      const charge = await bring(trial(), 'failed');
      const notice = await trial().gateway.readNotice(await firstNotice(trial(), charge));
      assert.deepEqual([notice?.paymentId, notice?.status], [charge.paymentId, 'failed']);
    });
  });
}

export function repeatedNoticeRules(trial: Opened): void {
  describe('sends notices', () => {
    it('that are the same notice when they come twice', async () => {
      const raw = await firstNotice(trial(), await bring(trial(), 'paid'));
      const twice = [await trial().gateway.readNotice(raw), await trial().gateway.readNotice({ ...raw })];
      assert.deepEqual(twice[0], twice[1]);
    });

    it('that never deny what was paid, in whichever order they come', async () => {
      const charge = trial().newCharge('pending');
      const answer = await trial().gateway.charge(charge);
      const early = await trial().notices(charge);
      await trial().act(charge, answer, 'paid');
      const late = await trial().notices(charge);
      const paid = await findPaid(trial(), charge);
      for (const raw of [...late, ...early, ...late].reverse()) {
        const notice = await trial().gateway.readNotice(raw);
        assert.ok(notice?.reference !== paid.reference || notice.status === 'paid');
      }
    });

    it('about payments of others, which name none of ours', async () => {
      const charge = await bring(trial(), 'paid');
      const notice = await trial().gateway.readNotice(await trial().strangeNotice());
      assert.notEqual(notice?.paymentId, charge.paymentId);
      assert.equal((await find(trial(), charge)).length, 1);
    });
  });
}

export function forgeryRules(trial: Opened): void {
  describe('is not believed by', () => {
    it('a notice without signature, or with another one', async () => {
      const raw = await firstNotice(trial(), await bring(trial(), 'paid'));
      await assert.rejects(trial().gateway.readNotice({ ...raw, headers: {} }), isForged);
      for (const [name, value] of Object.entries(raw.headers).filter(([, each]) => each.includes('v1=')))
        for (const forged of [value.replace(/.$/, otherDigit), value.replace(/v1=.*/, ''), `v1=${value}`, 'v1=,t=,ts='])
          await assert.rejects(
            trial().gateway.readNotice({ ...raw, headers: { ...raw.headers, [name]: forged } }),
            isForged,
          );
    });

    it('a notice that was changed: it is refused, or says what the gateway itself says', async () => {
      const pending = await bring(trial(), 'pending');
      const paid = await bring(trial(), 'paid');
      const raw = await firstNotice(trial(), paid);
      const forgeries = changed(raw, paid.paymentId, pending.paymentId, String(paid.amountMinor));
      for (const forged of forgeries) {
        const read = trial().gateway.readNotice(forged);
        const notice = await read.catch((error: unknown) => assert.ok(error instanceof DomainError));
        if (!notice) continue;
        assert.equal(notice.paymentId, paid.paymentId);
        assert.deepEqual(await find(trial(), paid), [outcomeIn(notice, await findPaid(trial(), paid))]);
      }
    });

    it('a notice that is too old, or from the future', async () => {
      const charge = await bring(trial(), 'paid');
      for (const at of [Date.now() - 30 * days, Date.now() + 30 * days])
        await assert.rejects(trial().gateway.readNotice(await trial().noticeSignedAt(charge, at)), isForged);
      assert.ok(await trial().gateway.readNotice(await trial().noticeSignedAt(charge, Date.now() - 60_000)));
    });
  });
}

const otherDigit = (digit: string): string => (digit === '0' ? '1' : '0');

/** The same signature over another body, another address, another time. */
function changed(raw: RawNotice, paymentId: string, otherId: string, amount: string): RawNotice[] {
  const bodies = [
    raw.body.replaceAll(paymentId, otherId),
    raw.body.replaceAll(amount, '1'),
    raw.body.replaceAll('paid', 'failed'),
    `${raw.body} `,
    '{}',
  ];
  const addresses = Object.keys(raw.query).map((name) => ({ ...raw.query, [name]: '1' }));
  const headers = Object.entries(raw.headers).map(([name, value]) => ({ ...raw.headers, [name]: `${value}0` }));
  return [
    ...bodies.map((body) => ({ ...raw, body })),
    ...addresses.map((query) => ({ ...raw, query })),
    ...headers.map((each) => ({ ...raw, headers: each })),
  ];
}

/** What a notice says, with nothing that only an answer has. */
function outcomeIn<T extends object>(notice: T, like: object): Partial<T> {
  return Object.fromEntries(Object.entries(notice).filter(([name]) => name in like)) as Partial<T>;
}
