import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { readConfig } from '../config/index.ts';
import { type AnyDatabase, openDatabase } from '../db/index.ts';
import { createQueueTable, Queue } from './index.ts';

interface Payloads {
  'book.sold': { number: number };
}

const items = 40;

forEachDatabase('a queue', (open) => {
  let databases: AnyDatabase[];
  let queues: Queue<Payloads>[];
  before(async () => {
    const { database } = readConfig({ DATABASE_URL: await open() });
    databases = [1, 2, 3].map(() => openDatabase(database));
    await createQueueTable(first().query, 'test_outbox');
  });
  beforeEach(async () => {
    queues = databases.map((db) => new Queue<Payloads>(db, 'test_outbox'));
    await first().query.deleteFrom('test_outbox').execute();
    const numbers = Array.from({ length: items }, (_, number) => number);
    await one().add(
      first().query,
      numbers.map((number) => ({ kind: 'book.sold', payload: { number } })),
    );
  });
  after(() => Promise.all(databases.map((db) => db.close())));

  function first(): AnyDatabase {
    assert.ok(databases[0]);
    return databases[0];
  }

  function one(): Queue<Payloads> {
    assert.ok(queues[0]);
    return queues[0];
  }

  test('is worked by several processes at once, each item by one of them', async () => {
    const done: number[] = [];
    const handler = (item: { payload: unknown }): Promise<void> => {
      done.push((item.payload as Payloads['book.sold']).number);
      return Promise.resolve();
    };
    const work = async (queue: Queue<Payloads>): Promise<void> => {
      while ((await one().waiting()).count > 0) await queue.work(handler, 5);
    };
    await Promise.all([...queues, ...queues].map(work));
    assert.deepEqual(
      done.toSorted((a, b) => a - b),
      Array.from({ length: items }, (_, number) => number),
    );
  });

  test('gives an item whose lease ran out to somebody else, and the late one settles nothing', async () => {
    let release = (): void => undefined;
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    const late = one().work(() => stuck.then(() => Promise.reject(new Error('too late'))), items);
    while ((await leased()) < items) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await one().work(() => Promise.resolve(), items), 0, 'leased items are nobody else’s');
    await first().query.updateTable('test_outbox').set({ lease_until: 1 }).execute();
    assert.equal(await one().work(() => Promise.resolve(), items), items);
    release();
    await late;
    assert.equal((await one().waiting()).count, 0, 'what was done stays done');
  });

  async function leased(): Promise<number> {
    const rows = await first().query.selectFrom('test_outbox').select('id').where('lease_until', '>', 1).execute();
    return rows.length;
  }

  test('tries again what failed, later', async () => {
    assert.equal(await one().work(() => Promise.reject(new Error('not now')), items), items);
    const { count } = await one().waiting();
    assert.equal(count, items);
    assert.equal(await one().work(() => Promise.resolve(), items), 0);
  });
});
