import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { allPending } from '../../src/compose.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { type AnyDatabase, openDatabase } from '../../src/platform/db/index.ts';
import { bookstore } from '../process/command-line.ts';
import { mysqlMissing } from '../support/databases.ts';
import { previousRelease, takeRelease } from '../support/previous-release.ts';
import { openPair, type Pair } from './pair.ts';

const release = previousRelease();
const skip = mysqlMissing() ?? (release ? false : 'this clone lacks the commit of the previous release');

describe(`an upgrade from ${release?.tag ?? 'the previous release'} while the shop goes on`, { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-upgrade-'));
  let pair: Pair;
  let environment: Record<string, string>;

  before(async () => {
    assert.ok(release);
    const program = join(await takeRelease(release), 'src/main.ts');
    pair = await openPair({ program });
    environment = { DATABASE_URL: pair.databaseUrl, UPLOAD_FOLDER: join(folder, 'uploads') };
  });
  after(async () => {
    await pair.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function withDatabase<Result>(what: (db: AnyDatabase) => Promise<Result>): Promise<Result> {
    const { database } = readConfig({ DATABASE_URL: pair.databaseUrl, SECRET_KEY: 'x'.repeat(32) });
    const db = openDatabase(database) as AnyDatabase;
    try {
      return await what(db);
    } finally {
      await db.close();
    }
  }

  test('migrates, runs both versions side by side and then the new one alone, and nothing is lost', async () => {
    const mateo = pair.lucia.guest();
    await mateo.register('Mateo');
    const book = await pair.lucia.publish('La vorágine', 20);
    const begun = await mateo.buy(book, 'begun-before');
    assert.equal(begun.status, 201, begun.body);
    const [first, second] = pair.instances;
    assert.ok(first && second);
    const { bought, load } = await pair.underLoad(async () => {
      const migrated = await bookstore(['migrate'], { folder, environment });
      assert.equal(migrated.status, 0, migrated.err);
      await mateo.purchase(book, 'old-code-new-schema');
      assert.equal(await first.stop(), 0);
      await pair.restart(0, {});
      const sides = pair.instances.map(({ url }) => mateo.at(url));
      for (const [place, side] of sides.entries()) await side.purchase(book, `side-by-side-${String(place)}`);
      await sleep(1_000);
      assert.equal(await second.stop(), 0);
      await pair.restart(1, {});
    });
    assert.ok(bought.failures.length <= (release?.cuts ?? 0), bought.failures.join('\n'));
    assert.deepEqual(load.failures, []);

    const paid = await mateo.pay(String(begun.json.id), 'paid-after');
    assert.equal(paid.json.status, 'paid', paid.body);
    assert.equal((await pair.lucia.call('GET', '/me')).status, 200, 'a session of before goes on');
    assert.deepEqual(await withDatabase(allPending), []);
    const doctor = await bookstore(['doctor'], { folder, environment });
    assert.deepEqual([doctor.status, doctor.out], [0, 'All rules hold.\n'], doctor.out);
  });
});
