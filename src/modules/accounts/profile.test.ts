import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, goodPassword, openAccounts, refusal } from './accounts.fixture.ts';

const home = {
  name: 'Lucía',
  phone: '+57 300 000 0000',
  line1: 'Calle 10 # 43-12',
  city: 'Medellín',
  region: 'Antioquia',
  country: 'CO',
};

forEachDatabase('profiles', (open, kind) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
  });
  after(() => world.close());

  it('changes what is given, and tells who keeps a copy', async () => {
    const { id: accountId } = await world.lucia();
    await world.events();
    const updated = await world.door.updateAccount({ accountId, city: ' Cali ', locale: 'en' });
    assert.deepEqual([updated.name, updated.city, updated.locale], ['Lucía Restrepo', 'Cali', 'en']);
    assert.deepEqual(await world.door.getAccount({ accountId }), updated);
    assert.deepEqual(await world.events(), [
      {
        kind: 'account.profile_changed',
        payload: { accountId, name: 'Lucía Restrepo', city: 'Cali', suspended: false },
      },
    ]);
    await world.door.updateAccount({ accountId, locale: 'es' });
    assert.deepEqual(await world.events(), [], 'the language is nobody else’s business');
    assert.equal((await world.door.updateAccount({ accountId, city: null })).city, null);
    await assert.rejects(world.door.updateAccount({ accountId, name: '' }), refusal('name.invalid', 422));
    await assert.rejects(world.door.updateAccount({ accountId: 'ñ', name: 'x' }), refusal('account.not_found', 404));
  });

  it('shows to anyone what anyone may see', async () => {
    const ana = await world.lucia('public@example.com');
    const profiles = await world.door.publicProfiles({ accountIds: [ana.id, 'ñandú', ana.id] });
    assert.deepEqual(profiles, [
      { id: ana.id, name: 'Lucía Restrepo', city: 'Medellín', since: ana.createdAt, suspended: false },
    ]);
    assert.deepEqual(await world.door.publicProfiles({ accountIds: [] }), []);
  });

  it('keeps addresses, the same one once, for their owner only', async () => {
    const [lucia, mateo] = [await world.lucia('addresses@example.com'), await world.lucia('mateo@example.com')];
    const saved = await world.door.saveAddress({ accountId: lucia.id, address: home });
    const again = await world.door.saveAddress({
      accountId: lucia.id,
      address: { ...home, line2: ' ', postalCode: '' },
    });
    assert.equal(again.id, saved.id);
    assert.deepEqual(await world.door.listAddresses({ accountId: lucia.id }), [saved]);
    assert.deepEqual(await world.door.listAddresses({ accountId: mateo.id }), []);
    const stolen = world.door.removeAddress({ accountId: mateo.id, addressId: saved.id });
    await assert.rejects(stolen, refusal('address.not_found', 404));
    const madeUp = world.door.removeAddress({ accountId: lucia.id, addressId: 'ñ' });
    await assert.rejects(madeUp, refusal('address.not_found', 404));
    await world.door.removeAddress({ accountId: lucia.id, addressId: saved.id });
    assert.deepEqual(await world.door.listAddresses({ accountId: lucia.id }), []);
  });

  it('refuses an address that no parcel reaches, and the twenty-first', async () => {
    const { id: accountId } = await world.lucia('many@example.com');
    for (const [field, value] of [
      ['line1', ''],
      ['country', 'Colombia'],
      ['city', 'x'.repeat(101)],
      ['name', 'two\nlines'],
      ['line2', '\u0007'],
    ] as const) {
      const error = await world.door
        .saveAddress({ accountId, address: { ...home, [field]: value } })
        .catch((thrown: unknown) => thrown);
      assert.deepEqual(
        [(error as { code: string }).code, (error as { details: object }).details],
        ['address.invalid', { field }],
      );
    }
    for (let turn = 0; turn < 20; turn++)
      await world.door.saveAddress({ accountId, address: { ...home, line1: `Calle ${String(turn)}` } });
    await assert.rejects(world.door.saveAddress({ accountId, address: home }), refusal('address.too_many', 409));
  });

  it('is found by its address or any word of its name, without accents, page by page', async () => {
    const ids: string[] = [];
    for (const name of ['Ana María Ñáñez', 'Mariana Ñáñez', 'José Maria Vargas'])
      ids.push(
        (
          await world.door.createAccount({
            name,
            email: `found${String(ids.length)}@example.com`,
            password: goodPassword,
          })
        ).id,
      );
    const namesFor = async (q: string) =>
      (await world.door.searchAccounts({ q, limit: 10 })).items.map((account) => account.name);
    assert.deepEqual(await namesFor('NANEZ'), ['Mariana Ñáñez', 'Ana María Ñáñez']);
    assert.deepEqual(await namesFor('maria n'), ['Ana María Ñáñez']);
    assert.deepEqual(await namesFor('found2@'), ['José Maria Vargas']);
    assert.deepEqual(await namesFor('%'), []);
    assert.deepEqual(await namesFor("'; drop table accounts"), []);

    const first = await world.door.searchAccounts({ q: 'mari', limit: 2 });
    const second = await world.door.searchAccounts({ q: 'mari', limit: 2, cursor: first.nextCursor ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map((account) => account.id),
      ids.toReversed(),
    );
    assert.equal(second.nextCursor, null);
    await world.door.updateAccount({ accountId: ids[0] ?? '', name: 'Otra Persona' });
    assert.deepEqual(await namesFor('maria n'), []);
    assert.deepEqual(await namesFor('persona'), ['Otra Persona']);
  });

  it('refuses cursors that the shop did not give', async () => {
    for (const cursor of [
      '',
      'x',
      'null',
      '../../etc',
      Buffer.from("' or 1=1 --").toString('base64url'),
      'ñ'.repeat(40),
    ])
      await assert.rejects(world.door.searchAccounts({ limit: 10, cursor }), refusal('cursor.invalid', 400));
    await assert.rejects(world.door.listAudit({ limit: 10, cursor: 'x' }), refusal('cursor.invalid', 400));
  });

  it('is searched by an index', async () => {
    const explain = kind === 'sqlite' ? sql`explain query plan` : sql`explain format=traditional`;
    const query = sql`${explain} select account_id from account_search_terms where term >= ${'mari'} and term < ${'mari\u{10ffff}'}`;
    const plan = JSON.stringify((await query.execute(world.db.query)).rows);
    assert.doesNotMatch(plan, kind === 'sqlite' ? /SCAN/ : /"type":"ALL"/);
  });
});

forEachDatabase('the administration of accounts', (open) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
  });
  after(() => world.close());

  it('makes administrators, and never loses the last one', async () => {
    const [ana, lucia] = [await world.lucia('ana@example.com'), await world.lucia()];
    await world.door.setRole({ accountId: ana.id, role: 'administrator' });
    await assert.rejects(
      world.door.setRole({ accountId: ana.id, role: 'member' }),
      refusal('account.last_administrator', 409),
    );
    await assert.rejects(
      world.door.setSuspended({ accountId: ana.id, suspended: true }),
      refusal('account.last_administrator', 409),
    );
    await world.door.setRole({ accountId: lucia.id, role: 'administrator' });
    const both = [ana.id, lucia.id].map((accountId) => world.door.setRole({ accountId, role: 'member' }));
    const results = await Promise.allSettled(both);
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
  });

  it('tells of a suspension once', async () => {
    const { id: accountId } = await world.lucia('seller@example.com');
    await world.events();
    await world.door.setSuspended({ accountId, suspended: true });
    await world.door.setSuspended({ accountId, suspended: true });
    const events = await world.events();
    assert.deepEqual(
      events.map((event) => event.payload.suspended),
      [true],
    );
    assert.equal((await world.door.countAccounts()).suspended, 1);
    assert.deepEqual(await world.door.audit(), []);
  });

  it('finds what must not be: a session of someone suspended', async () => {
    const { id, email } = await world.lucia('broken@example.com');
    await world.signIn(email);
    await world.db.query.updateTable('accounts').set({ suspended: 1 }).where('id', '=', id).execute();
    assert.match((await world.door.audit()).join(), /is suspended/);
  });

  it('refuses a taken address', async () => {
    await world.lucia('taken@example.com');
    await assert.rejects(world.lucia('Taken@example.com'), refusal('account.taken', 409));
  });

  it('writes down who did what, the newest first, page by page', async () => {
    for (const action of ['account.suspend', 'listing.block', 'payout.pay'])
      await world.door.recordAudit({ actorId: 'ana', actorName: 'Ana', action, subject: 's', details: { action } });
    const first = await world.door.listAudit({ limit: 2 });
    const second = await world.door.listAudit({ limit: 2, cursor: first.nextCursor ?? '' });
    const actions = [...first.items, ...second.items].map((entry) => [entry.action, entry.details.action]);
    assert.equal(actions.length, 3);
    assert.ok(actions.every(([action, detail]) => action === detail));
  });
});
