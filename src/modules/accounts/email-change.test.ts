import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, assertAlike, goodPassword, openAccounts, refusal, timeOf } from './accounts.fixture.ts';

forEachDatabase('a change of address', (open, kind) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
  });
  after(() => world.close());

  /** Lucía, signed in, and what is said from here on. */
  async function signedIn(email: string) {
    const account = await world.lucia(email);
    const session = await world.signIn(email);
    await world.events();
    const ask = (wanted: string, password = goodPassword) =>
      world.door.changeEmail({ ...session, password, email: wanted });
    return { ...session, account, ask };
  }

  /** The token of the last mail to the wanted address. */
  async function mailedToken(): Promise<string> {
    const asked = (await world.events()).findLast((event) => event.kind === 'account.email_change_requested');
    return String(asked?.payload.changeToken);
  }

  const kindsSaid = async () => (await world.events()).map((event) => event.kind);
  const addressOf = async (accountId: string) => (await world.door.getAccount({ accountId })).email;

  it('changes nothing before the new mailbox confirms it, and then everything at once', async () => {
    const { accountId, account, ask } = await signedIn('before@example.com');
    const later = Date.now() + 47 * 3_600_000;
    await ask(' After@Example.com');
    const [asked, ...others] = await world.events();
    const { changeToken, ...told } = asked?.payload ?? {};
    assert.deepEqual(others, []);
    assert.deepEqual(told, { accountId, email: 'after@example.com', name: 'Lucía Restrepo', locale: 'es' });
    const waiting = await world.door.findEmailChange({ accountId });
    assert.equal(waiting?.email, 'after@example.com');
    assert.ok(waiting.expiresAt > later && waiting.expiresAt < later + 2 * 3_600_000);
    assert.deepEqual(await world.door.getAccount({ accountId }), account);
    assert.ok(await world.signIn('before@example.com'));

    const confirmed = await world.door.confirmEmailChange({ token: String(changeToken) });
    assert.deepEqual(confirmed, { accountId, email: 'after@example.com' });
    assert.deepEqual(await world.door.getAccount({ accountId }), { ...account, email: 'after@example.com' });
    assert.equal(await world.door.findEmailChange({ accountId }), undefined);
    const said = await world.events();
    assert.deepEqual(
      said.toSorted((a, b) => a.kind.localeCompare(b.kind)),
      [
        {
          kind: 'account.email_changed',
          payload: { accountId, email: 'before@example.com', name: 'Lucía Restrepo', locale: 'es' },
        },
        { kind: 'account.email_confirmed', payload: { accountId, email: 'after@example.com' } },
      ],
    );
    await assert.rejects(world.signIn('before@example.com'), refusal('credentials.wrong', 401));
    assert.ok(await world.signIn('after@example.com'));
    const found = async (q: string) => (await world.door.searchAccounts({ q, limit: 5 })).items.map(({ id }) => id);
    assert.deepEqual([await found('before@'), await found('after@')], [[], [accountId]]);
    await assert.rejects(
      world.door.confirmEmailChange({ token: String(changeToken) }),
      refusal('token.invalid', 422),
      'the link counts once',
    );
  });

  it('confirms an address that was not confirmed before', async () => {
    await world.door.createAccount({ name: 'Mateo', email: 'typo@exmaple.com', password: goodPassword });
    const session = await world.signIn('typo@exmaple.com');
    await world.door.changeEmail({ ...session, password: goodPassword, email: 'typo@example.com' });
    await world.door.confirmEmailChange({ token: await mailedToken() });
    assert.equal((await world.door.getAccount(session)).emailConfirmed, true);
  });

  it('asks for the password, an address that mail reaches, and another one than there is', async () => {
    const { accountId, ask } = await signedIn('same@example.com');
    await assert.rejects(ask('new@example.com', 'not her password'), refusal('password.wrong', 422));
    await assert.rejects(ask('new@example.com\nbcc: eve@example.com'), refusal('email.invalid', 422));
    await assert.rejects(ask('SAME@example.com'), refusal('email.unchanged', 422));
    assert.equal(await world.door.findEmailChange({ accountId }), undefined);
    assert.deepEqual(await kindsSaid(), []);
  });

  it('answers a taken address as a free one, writes to its owner once, and changes nothing', async () => {
    await world.lucia('owner@example.com');
    const { accountId, ask } = await signedIn('wishes@example.com');
    await ask('owner@example.com');
    await world.door.sendEmailChange({ accountId });
    assert.equal((await world.door.findEmailChange({ accountId }))?.email, 'owner@example.com');
    assert.deepEqual(await world.events(), [
      {
        kind: 'account.registration_repeated',
        payload: { email: 'owner@example.com', name: 'Lucía Restrepo', locale: 'es' },
      },
    ]);
    assert.equal(await addressOf(accountId), 'wishes@example.com');
  });

  it('takes about the same time for a taken and a free address', async () => {
    await world.lucia('clock@example.com');
    const { ask } = await signedIn('clockmaker@example.com');
    const taken: number[] = [];
    const free: number[] = [];
    for (let turn = 0; turn < 13; turn++) {
      taken.push(await timeOf(() => ask('clock@example.com')));
      free.push(await timeOf(() => ask(`clock-${String(turn)}@example.com`)));
    }
    assertAlike(taken, free);
  });

  it('goes by the last link: another wish, or another mail, makes the one before void', async () => {
    const { accountId, ask } = await signedIn('latest@example.com');
    await ask('first@example.com');
    const first = await mailedToken();
    await ask('second@example.com');
    const second = await mailedToken();
    await world.door.sendEmailChange({ accountId });
    const third = await mailedToken();
    for (const token of [first, second, 'x', ''])
      await assert.rejects(world.door.confirmEmailChange({ token }), refusal('token.invalid', 422));
    await world.door.confirmEmailChange({ token: third });
    assert.equal(await addressOf(accountId), 'second@example.com');
  });

  it('can be called off', async () => {
    const { accountId, ask } = await signedIn('calm@example.com');
    await ask('storm@example.com');
    const token = await mailedToken();
    await world.door.cancelEmailChange({ accountId });
    await world.door.cancelEmailChange({ accountId });
    assert.equal(await world.door.findEmailChange({ accountId }), undefined);
    await assert.rejects(world.door.confirmEmailChange({ token }), refusal('token.invalid', 422));
    await assert.rejects(world.door.sendEmailChange({ accountId }), refusal('email_change.not_found', 404));
    assert.equal(await addressOf(accountId), 'calm@example.com');
  });

  it('lapses after its time, and is forgotten', async () => {
    const { accountId, ask } = await signedIn('slow@example.com');
    await ask('never@example.com');
    const token = await mailedToken();
    await world.db.query
      .updateTable('email_changes')
      .set({ expires_at: Date.now() - 1000 })
      .execute();
    await assert.rejects(world.door.confirmEmailChange({ token }), refusal('token.invalid', 422));
    await assert.rejects(world.door.sendEmailChange({ accountId }), refusal('email_change.not_found', 404));
    assert.equal(await world.door.findEmailChange({ accountId }), undefined);
    while ((await world.door.forgetExpired()) > 0);
    assert.deepEqual(await world.db.query.selectFrom('email_changes').selectAll().execute(), []);
  });

  it('is refused where somebody else has the address by now', async () => {
    const { accountId, ask } = await signedIn('hesitant@example.com');
    const session = await world.signIn('hesitant@example.com');
    await ask('wanted@example.com');
    const token = await mailedToken();
    await world.lucia('wanted@example.com');
    for (let turn = 0; turn < 2; turn++)
      await assert.rejects(world.door.confirmEmailChange({ token }), refusal('email.taken', 409));
    assert.equal(await addressOf(accountId), 'hesitant@example.com');
    assert.ok(await world.door.authenticate(session), 'nothing of it happened');
    const found = await world.door.searchAccounts({ q: 'hesitant@example.com', limit: 5 });
    assert.equal(found.items.length, 1);
    assert.ok(!(await kindsSaid()).includes('account.email_changed'));
  });

  it('is won by one, however many confirm the same address at the same moment', async () => {
    const tokens: string[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const { ask } = await signedIn(`racer-${String(turn)}@example.com`);
      await ask('goal@example.com');
      tokens.push(await mailedToken());
    }
    const results = await Promise.allSettled(tokens.map((token) => world.door.confirmEmailChange({ token })));
    const lost = results
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => (reason as { code: string }).code);
    assert.deepEqual(lost, Array(4).fill('email.taken'));
    assert.deepEqual((await kindsSaid()).sort(), ['account.email_changed', 'account.email_confirmed']);
  });

  it('counts once, however often its link is used at the same moment', async () => {
    const { ask } = await signedIn('double@example.com');
    await ask('single@example.com');
    const token = await mailedToken();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => world.door.confirmEmailChange({ token })));
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
  });

  it('keeps the session that confirms, or else the one that asked, and ends the others', async () => {
    const { ask, ...asker } = await signedIn('sessions@example.com');
    const [phone, other] = [await world.signIn('sessions@example.com'), await world.signIn('sessions@example.com')];
    const stranger = await signedIn('stranger@example.com');
    const open = async () => {
      const all = [asker, phone, other, stranger].map((each) => world.door.authenticate(each));
      return (await Promise.all(all)).map((actor) => actor !== undefined);
    };
    await ask('sessions-2@example.com');
    await world.door.confirmEmailChange({ token: await mailedToken(), sessionId: stranger.sessionId });
    assert.deepEqual(await open(), [true, false, false, true]);

    const tablet = await world.signIn('sessions-2@example.com');
    await ask('sessions-3@example.com');
    await world.door.confirmEmailChange({ token: await mailedToken(), sessionId: tablet.sessionId });
    assert.deepEqual(await open(), [false, false, false, true]);
    assert.equal((await world.door.authenticate(tablet))?.email, 'sessions-3@example.com');
  });

  it('makes every link void that was mailed to the old address', async () => {
    await world.door.createAccount({ name: 'Mateo', email: 'old@example.com', password: goodPassword });
    const session = await world.signIn('old@example.com');
    await world.door.requestPasswordReset({ email: 'old@example.com', from: '203.0.113.1' });
    const mailed = await world.events();
    const tokenIn = (field: string): string => {
      const token = mailed.find(({ payload }) => field in payload)?.payload[field];
      assert.ok(typeof token === 'string', `a ${field} was mailed`);
      return token;
    };
    await world.door.changeEmail({ ...session, password: goodPassword, email: 'new@example.com' });
    const token = await mailedToken();
    await world.door.requestPasswordReset({ email: 'old@example.com', from: '203.0.113.1' });
    await world.door.confirmEmailChange({ token });
    assert.ok(!(await kindsSaid()).includes('account.reset_requested'), 'nor is one made for it any more');
    await assert.rejects(
      world.door.resetPassword({ token: tokenIn('resetToken'), password: 'a thief’s own password' }),
      refusal('token.invalid', 422),
    );
    await assert.rejects(world.door.confirmEmail({ token: tokenIn('confirmToken') }), refusal('token.invalid', 422));
    assert.ok(await world.signIn('new@example.com'));
  });

  it('ends with the password of whoever asked for it, and with a suspension', async () => {
    const next = 'pájaros de barro 1984';
    const ends = {
      change: ({ accountId, sessionId }: { accountId: string; sessionId: string }) =>
        world.door.changePassword({ accountId, sessionId, current: goodPassword, next }),
      reset: async ({ account }: { account: { email: string } }) => {
        await world.door.requestPasswordReset({ email: account.email, from: '203.0.113.1' });
        const asked = (await world.events()).find(({ kind }) => kind === 'account.reset_requested');
        await world.door.resetPassword({ token: String(asked?.payload.resetToken), password: next });
      },
      suspension: ({ accountId }: { accountId: string }) => world.door.setSuspended({ accountId, suspended: true }),
    };
    for (const [how, end] of Object.entries(ends)) {
      const lucia = await signedIn(`${how}@example.com`);
      await lucia.ask(`thief-${how}@example.com`);
      const token = await mailedToken();
      await end(lucia);
      await assert.rejects(world.door.confirmEmailChange({ token }), refusal('token.invalid', 422), how);
      assert.equal(await addressOf(lucia.accountId), `${how}@example.com`);
    }
  });

  it('keeps no token in clear, and finds each row by an index', async () => {
    const { accountId, ask } = await signedIn('clear@example.com');
    await ask('hidden@example.com');
    const token = await mailedToken();
    const rows = await world.db.query.selectFrom('email_changes').selectAll().execute();
    assert.ok(rows.some((row) => row.account_id === accountId));
    const queued = await sql`select * from accounts_outbox`.execute(world.db.query);
    assert.ok(token.length === 43 && !JSON.stringify([rows, queued.rows]).includes(token));

    const explain = kind === 'sqlite' ? sql`explain query plan` : sql`explain format=traditional`;
    for (const where of [sql`account_id = ${accountId}`, sql`token_hash = ${'a'.repeat(64)}`]) {
      const plan = await sql`${explain} select email from email_changes where ${where}`.execute(world.db.query);
      assert.doesNotMatch(JSON.stringify(plan.rows), kind === 'sqlite' ? /SCAN/ : /"type":"ALL"/);
    }
  });
});
