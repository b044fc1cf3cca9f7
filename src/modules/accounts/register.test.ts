import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, assertAlike, goodPassword, openAccounts, refusal, timeOf } from './accounts.fixture.ts';

const mateo = { name: 'Mateo Ríos', password: goodPassword, locale: 'es', from: '203.0.113.7' } as const;

forEachDatabase('registration', (open) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
  });
  after(() => world.close());

  it('answers a taken address as a free one, and writes to its owner once', async () => {
    const free = await world.door.register({ ...mateo, email: ' Mateo@Example.com ' });
    const first = await world.events();
    const taken = await world.door.register({
      ...mateo,
      name: 'Otro Mateo',
      password: 'otra clave muy larga',
      email: 'MATEO@example.com',
    });
    await world.door.register({ ...mateo, email: 'mateo@example.com' });
    const later = await world.events();

    assert.deepEqual(free, { name: 'Mateo Ríos', email: 'mateo@example.com' });
    assert.deepEqual(taken, { name: 'Otro Mateo', email: 'mateo@example.com' });
    assert.deepEqual(first.map((event) => event.kind).sort(), ['account.profile_changed', 'account.registered']);
    assert.deepEqual(later, [
      {
        kind: 'account.registration_repeated',
        payload: { email: 'mateo@example.com', name: 'Mateo Ríos', locale: 'es' },
      },
    ]);
    assert.ok((await world.signIn('mateo@example.com')).accountId, 'the first password still opens the account');
  });

  it('takes one account for an address, however many ask at once', async () => {
    const asked = Array.from({ length: 12 }, (_, index) => ({
      ...mateo,
      name: `Mateo ${String(index)}`,
      email: 'once@example.com',
    }));
    await Promise.all(asked.map((input) => world.door.register(input)));
    const found = await world.door.searchAccounts({ q: 'once@example.com', limit: 20 });
    assert.equal(found.items.length, 1);
    const registered = (await world.events()).filter((event) => event.kind === 'account.registered');
    assert.equal(registered.length, 1);
  });

  it('takes about the same time for a taken and a free address', async () => {
    await world.door.register({ ...mateo, email: 'clock@example.com' });
    const taken: number[] = [];
    const free: number[] = [];
    for (let turn = 0; turn < 13; turn++) {
      taken.push(await timeOf(() => world.door.register({ ...mateo, email: 'clock@example.com' })));
      free.push(await timeOf(() => world.door.register({ ...mateo, email: `clock-${String(turn)}@example.com` })));
    }
    assertAlike(taken, free);
  });

  it('refuses what is no name, no address, or a password that is guessed at once', async () => {
    const attempt = (change: object) => world.door.register({ ...mateo, email: 'nobody@example.com', ...change });
    await assert.rejects(attempt({ email: 'nobody@example.com\nbcc:eve@example.com' }), refusal('email.invalid', 422));
    await assert.rejects(attempt({ name: ' \u200b ' }), refusal('name.invalid', 422));
    await assert.rejects(attempt({ name: 'Mateo\nRíos' }), refusal('name.invalid', 422));
    await assert.rejects(attempt({ name: 'x'.repeat(101) }), refusal('name.invalid', 422));
    await assert.rejects(attempt({ city: 'Cali\u0000' }), refusal('city.invalid', 422));
    await assert.rejects(attempt({ password: 'contraseña123' }), refusal('password.weak', 422));
    assert.equal(await world.door.findAccountByEmail({ email: 'nobody@example.com' }), undefined);
  });

  it('keeps a name as it was typed', async () => {
    for (const name of [
      '<script>alert(1)</script>',
      `O'Brien "&" Söhne`,
      'ﬁn 書 🦊',
      "Robert'); DROP TABLE accounts;--",
    ]) {
      const account = await world.door.createAccount({
        name,
        email: `n${String(name.length)}@example.com`,
        password: goodPassword,
      });
      assert.equal((await world.door.getAccount({ accountId: account.id })).name, name);
    }
  });

  it('confirms an address once by its token', async () => {
    await world.events();
    await world.door.register({ ...mateo, email: 'confirm@example.com' });
    const registered = (await world.events()).find((event) => event.kind === 'account.registered');
    const token = String(registered?.payload.confirmToken);
    const confirmed = await world.door.confirmEmail({ token });
    const account = await world.door.getAccount({ accountId: confirmed.accountId });
    assert.equal(account.emailConfirmed, true);
    assert.deepEqual(await world.events(), [{ kind: 'account.email_confirmed', payload: confirmed }]);
    await assert.rejects(world.door.confirmEmail({ token }), refusal('token.invalid', 422));
    await assert.rejects(world.door.confirmEmail({ token: 'x'.repeat(43) }), refusal('token.invalid', 422));
  });

  it('sends another confirmation only where one is needed, and forgets tokens after 48 hours', async () => {
    await world.door.register({ ...mateo, email: 'again@example.com' });
    const account = await world.door.findAccountByEmail({ email: 'again@example.com' });
    await world.events();
    await world.door.sendConfirmation({ accountId: account?.id ?? '' });
    const [asked] = await world.events();
    assert.equal(asked?.kind, 'account.confirmation_requested');
    const token = String(asked.payload.confirmToken);
    await world.db.query
      .updateTable('account_mail_tokens')
      .set({ expires_at: Date.now() - 1000 })
      .execute();
    await assert.rejects(world.door.confirmEmail({ token }), refusal('token.invalid', 422));
  });

  it('writes no token and no password in clear into its tables', async () => {
    await world.events();
    await world.door.register({ ...mateo, email: 'clear@example.com' });
    const registered = (await world.events()).find((event) => event.kind === 'account.registered');
    const { token } = await world.signIn('clear@example.com');
    const rows = [
      ...(await world.db.query.selectFrom('account_mail_tokens').selectAll().execute()),
      ...(await world.db.query.selectFrom('sessions').selectAll().execute()),
      ...(await world.db.query.selectFrom('accounts').selectAll().execute()),
    ];
    const written = JSON.stringify(rows);
    for (const secret of [token, String(registered?.payload.confirmToken), goodPassword])
      assert.ok(!written.includes(secret));
    assert.match(written, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
