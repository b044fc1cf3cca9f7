import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bookstore } from '../process/command-line.ts';
import { mysqlMissing } from '../support/databases.ts';
import { examine, openShopDatabase, recover } from '../torture/examine.ts';
import { type Answer, type Asking, type Client, clientOf, paysCard } from './client.ts';
import { type ServiceFleet, startServices } from './fleet.ts';
import { serviceNames } from './layout.ts';

const copies = 1_000;
const buyers = 4;
const restMs = 700;
/** Paid at once, twice, later, after the hold, and not at all. */
const cards = [paysCard, paysCard, '4000000000000093', '4000000000000077', '4000000000000101', '4000000000000002'];

interface Seen {
  readonly id: string;
  readonly token: string;
  readonly paid: boolean;
  readonly cancelled: boolean;
}

describe('services that are killed and cut off in the middle of purchases', { skip: mysqlMissing() ?? false }, () => {
  let fleet: ServiceFleet;
  let client: Client;
  const listings: string[] = [];
  const seen: Seen[] = [];
  let placed = 0;
  const state = { running: true };
  before(async () => {
    fleet = await startServices({ environment: { SHOP_HOLD_SECONDS: '5', LOG_LEVEL: 'warn' } });
    client = clientOf(fleet);
    const lucia = await client.signUp('lucia');
    for (let number = 0; number < 3; number++) listings.push(await client.publish(lucia, copies));
  });
  after(() => fleet.stop());

  /** The same request with the same key, until there is an answer that is none of a failure. */
  const insist = async (what: string, ask: (key: string) => Promise<Answer>): Promise<Answer> => {
    const key = randomUUID();
    for (let attempt = 0; attempt < 150; attempt++) {
      const answer = await ask(key).catch(() => undefined);
      if (answer && answer.status < 500) return answer;
      await sleep(200);
    }
    throw new Error(`nobody answers ${what}`);
  };

  const buyOnce = async (number: number): Promise<void> => {
    const items = [{ listingId: listings[number % listings.length] ?? '', quantity: 1 }];
    const guest = { email: `reader${String(number)}@example.com`, items, address: guestAddress };
    const { status, body } = await insist('a checkout', (key) =>
      client.call('POST', '/checkouts', { key, body: guest }),
    );
    if (status !== 201) return;
    placed++;
    const [id, token] = [body.id, body.guestToken];
    const by = (key: string): Asking => ({ token, key });
    const card = cards[number % cards.length] ?? paysCard;
    const payment = await insist('a payment', (key) => client.pay(token, id, { ...by(key), card }));
    const cancels = number % 5 === 0;
    const cancellation = cancels
      ? await insist('a cancellation', (key) => client.call('POST', `/purchases/${id}/cancellation`, by(key)))
      : undefined;
    const paid = payment.status === 201 && payment.body.status === 'paid';
    seen.push({ id, token, paid, cancelled: cancellation !== undefined && cancellation.status < 300 });
  };

  const buyAll = async (): Promise<void> => {
    let number = 0;
    const buyer = async (): Promise<void> => {
      while (state.running) await buyOnce(number++);
    };
    await Promise.all(Array.from({ length: buyers }, buyer));
  };

  const strikeAll = async (): Promise<void> => {
    for (const service of serviceNames) {
      await sleep(restMs);
      await fleet.kill(service);
      await fleet.start(service);
    }
    for (const [service, how] of [
      ['payments', 'cut'],
      ['catalogue', 'silence'],
      ['web', 'cut'],
      ['payments', 'silence'],
    ] as const) {
      await sleep(restMs);
      fleet.cable(service)[how]();
      await sleep(1_500);
      fleet.cable(service).mend();
    }
    await sleep(restMs);
  };

  test('leave a shop in which all rules hold, and every promise is kept', async (t) => {
    const strikes = strikeAll().finally(() => {
      state.running = false;
    });
    await Promise.all([buyAll(), strikes]);
    t.diagnostic(`${String(placed)} purchases, ${String(seen.filter(({ paid }) => paid).length)} seen paid`);
    assert.ok(seen.length >= 10, `only ${String(seen.length)} purchases came through`);
    const whole = openShopDatabase(fleet.databases.wholeUrl);
    try {
      assert.deepEqual(await recover(whole, 0), []);
      const known = { listings: listings.map((id) => ({ id, copies })), purchases: placed };
      const place = { databaseUrl: fleet.databases.wholeUrl, folder: fleet.folder };
      assert.deepEqual(await examine(whole, place, known as never), []);
    } finally {
      await whole.close();
    }
    const doctor = await bookstore(['doctor'], { folder: fleet.folder, environment: fleet.environmentOf('web') });
    assert.deepEqual([doctor.status, doctor.out], [0, 'All rules hold.\n']);
    for (const { id, token, paid, cancelled } of seen) {
      const { body } = await client.call('GET', `/purchases/${id}`, { token });
      if (cancelled) assert.equal(body.status, 'cancelled', id);
      else if (paid) assert.equal(body.status, 'paid', id);
    }
  });
});

const guestAddress = {
  name: 'Mateo Ríos',
  phone: '300 123 4567',
  line1: 'Calle 45 # 13-20',
  city: 'Bogotá',
  region: 'Bogotá, D.C.',
  country: 'CO',
};
