import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { buildAssets } from '../../src/web/assets/build.ts';
import { health } from '../constructs/balancer.ts';
import { Customer } from '../testing/customer.ts';
import { startDatabase } from '../testing/database.ts';
import { eventually } from '../testing/eventually.ts';
import { Group } from '../testing/group.ts';
import { linkAssets, Place } from '../testing/instance.ts';
import { Lab, labMissing } from '../testing/lab.ts';
import { startLoad } from '../testing/load.ts';

const name = 'bookstore.test';
/** What the balancer of stage 2 promises: an instance that fails is out of use after this. */
const promisedMs = (health.seconds * health.timesBad + health.timeoutSeconds) * 1000;

/** More copies than two buyers can take in the time of a test, on any machine. */
const stock = 9_000;

describe('stage 2: three instances behind a balancer', { skip: labMissing() ?? false }, () => {
  let lab: Lab;
  let group: Group;
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-stage2-'));
  const options = { headers: { host: name, 'x-forwarded-proto': 'https' } };
  const seller = () => new Customer(group.url, options);
  const pages = () => [`${group.url}/`, `${group.url}/api/v1/listings`];
  let lucia: Customer;

  before(async () => {
    lab = new Lab(42);
    const place = new Place(folder);
    linkAssets(place, (await buildAssets(join(folder, 'assets'))).folder);
    const database = lab.host(12);
    await startDatabase(database, folder, place.secrets);
    group = new Group(lab, { folder, place, name, databaseAddress: database.address });
    await group.release();
    await group.start(3);
    lucia = seller();
    await lucia.register('Lucia');
  });
  after(async () => {
    await group.stop();
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('serves from all three', async () => {
    for (const address of group.addresses)
      assert.equal((await lucia.at(`http://${address}`).call('GET', '/listings')).status, 200);
  });

  it('runs with a database user that can’t change tables', async () => {
    await assert.rejects(group.sql('CREATE TABLE bookstore.x (id int)'), /denied/);
  });

  it('knows a session on every instance', async () => {
    for (const address of group.addresses)
      assert.equal((await lucia.at(`http://${address}`).must('GET', '/me'))['name'], 'Lucia');
  });

  it('serves a photo that was uploaded through another instance', async () => {
    const [one = '', ...others] = group.addresses;
    const listing = await lucia.publish('Cien años de soledad', 5);
    const picture = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#274b8a' } })
      .jpeg()
      .toBuffer();
    const url = await lucia.at(`http://${one}`).addPhoto(listing, picture);
    for (const address of others) {
      const answer = await fetch(`http://${address}${url}`);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), 'image/webp');
    }
  });

  for (const [what, hurt, heal] of [
    ['is killed', (index: number) => group.kill(index, 'SIGKILL'), (index: number) => group.restart(index)],
    ['hangs', (index: number) => group.kill(index, 'SIGSTOP'), (index: number) => group.wake(index)],
    ['is cut off', (index: number) => group.cut(index), (index: number) => group.mend(index)],
  ] as const) {
    it(`fails no read and doubles no purchase when an instance ${what}`, async () => {
      const listing = await lucia.publish(`Rayuela (${what})`, stock);
      const load = startLoad(pages(), { ...options, timeout: 25_000 }, { readers: 3, pauseMs: 30 });
      const buyers = group.buyers(lucia, listing, 2);
      await sleep(1500);
      const hurtAt = Date.now();
      await hurt(1);
      await sleep(6000);
      await heal(1);
      await sleep(2000);
      const bought = await buyers.stop();
      const { failures, asked } = await load.stop();
      assert.deepEqual(failures, []);
      assert.ok(asked > 50, `asked ${String(asked)} times`);
      assert.ok(bought.keys > 5, `${String(bought.keys)} purchases`);
      assert.deepEqual(bought.doubled, []);
      assert.deepEqual(bought.refused, []);
      const { available } = (await lucia.must('GET', `/listings/${listing}`)) as { available: number };
      assert.equal(stock - available, bought.purchases, 'each purchase holds one copy');
      assert.ok(
        bought.lastFailureAt - hurtAt < promisedMs,
        `a purchase failed ${String(bought.lastFailureAt - hurtAt)} ms after`,
      );
    });
  }

  it('turns over to a new release without a failed request', async () => {
    const load = startLoad(pages(), options, { readers: 4, pauseMs: 30 });
    await group.release();
    for (const index of [0, 1, 2]) await group.replace(index);
    const { failures, asked } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(asked > 50);
  });

  it('grows from one to three and shrinks again under load without a failed request', async () => {
    await group.remove(2);
    await group.remove(1);
    const load = startLoad(pages(), options, { readers: 4, pauseMs: 30 });
    await group.add();
    await group.add();
    await eventually(() => Promise.resolve(assert.equal(group.addresses.length, 3)));
    await sleep(1000);
    await group.remove(2);
    await group.remove(1);
    const { failures } = await load.stop();
    assert.deepEqual(failures, []);
  });
});
