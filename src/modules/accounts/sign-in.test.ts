import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, assertAlike, goodPassword, openAccounts, refusal, timeOf } from './accounts.fixture.ts';

forEachDatabase('signing in', (open, kind) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
    await world.lucia();
  });
  after(() => world.close());
  const attempt = (email: string, password = goodPassword) =>
    world.door.signIn({ email, password, userAgent: 'test', from: '203.0.113.1' });

  it('opens a session that says who acts', async () => {
    const { token } = await world.signIn('LUCIA@example.com ');
    const { accountId, sessionId, ...actor } = (await world.door.authenticate({ token })) ?? {};
    assert.match(`${String(accountId)} ${String(sessionId)}`, /^\w{26} \w{26}$/);
    assert.deepEqual(actor, {
      name: 'Lucía Restrepo',
      email: 'lucia@example.com',
      role: 'member',
      locale: 'es',
      emailConfirmed: true,
      secondFactor: 'none',
    });
    await world.door.signOut({ token });
    assert.equal(await world.door.authenticate({ token }), undefined);
  });

  it('answers wrong passwords and unknown addresses alike', async () => {
    await assert.rejects(attempt('lucia@example.com', 'not her password'), refusal('credentials.wrong', 401));
    await assert.rejects(attempt('nobody@example.com'), refusal('credentials.wrong', 401));
    await assert.rejects(attempt('no address'), refusal('credentials.wrong', 401));
    await assert.rejects(attempt('lucia@example.com', ''), refusal('credentials.wrong', 401));
    await assert.rejects(attempt('lucia@example.com', 'x'.repeat(100_000)), refusal('credentials.wrong', 401));
  });

  it('takes about the same time for both', async () => {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let turn = 0; turn < 11; turn++) {
      known.push(await timeOf(() => attempt('lucia@example.com', 'not her password')));
      unknown.push(await timeOf(() => attempt('nobody@example.com')));
    }
    assertAlike(known, unknown);
  });

  it('knows nothing of made-up tokens', async () => {
    for (const token of ['', 'x', 'x'.repeat(43), "' or 1=1 --", 'ñ'.repeat(43), '\u0000'.repeat(43)])
      assert.equal(await world.door.authenticate({ token }), undefined);
  });

  it('turns a suspended account away, once the password is right', async () => {
    const ana = await world.lucia('suspended@example.com');
    const { token } = await world.signIn('suspended@example.com');
    await world.door.setSuspended({ accountId: ana.id, suspended: true });
    assert.equal(await world.door.authenticate({ token }), undefined);
    await assert.rejects(attempt('suspended@example.com'), refusal('account.suspended', 403));
    await assert.rejects(attempt('suspended@example.com', 'not her password'), refusal('credentials.wrong', 401));
    await world.door.setSuspended({ accountId: ana.id, suspended: false });
    assert.equal(await world.door.authenticate({ token }), undefined, 'her old session stays ended');
    assert.ok((await world.signIn('suspended@example.com')).token);
  });

  it('lists sessions and ends one or all others, only the own ones', async () => {
    const lucia = await world.lucia('sessions@example.com');
    const [first, second, third] = [
      await world.signIn(lucia.email),
      await world.signIn(lucia.email),
      await world.signIn(lucia.email),
    ];
    const other = await world.lucia('other@example.com');
    const listed = await world.door.listSessions(second);
    assert.deepEqual(
      listed.filter((session) => session.current).map((session) => session.id),
      [second.sessionId],
    );
    assert.equal(listed.length, 3);

    const stolen = world.door.endSession({ accountId: other.id, sessionId: first.sessionId });
    await assert.rejects(stolen, refusal('session.not_found', 404));
    await assert.rejects(
      world.door.endSession({ accountId: other.id, sessionId: 'ñ' }),
      refusal('session.not_found', 404),
    );
    await world.door.endSession(first);
    assert.equal(await world.door.authenticate({ token: first.token }), undefined);
    await world.door.endOtherSessions(second);
    assert.equal(await world.door.authenticate({ token: third.token }), undefined);
    assert.ok(await world.door.authenticate({ token: second.token }));
  });

  it('lets a session live 30 days after it was last seen', async () => {
    const lucia = await world.lucia('sliding@example.com');
    const { token, sessionId } = await world.signIn(lucia.email);
    const read = () =>
      world.db.query.selectFrom('sessions').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow();
    const fresh = await read();
    await world.door.authenticate({ token });
    assert.deepEqual(await read(), fresh, 'seen within five minutes: nothing is written');

    const past = fresh.last_seen_at - 6 * 60_000;
    await world.db.query
      .updateTable('sessions')
      .set({ last_seen_at: past, expires_at: past + 1_000_000 })
      .where('id', '=', sessionId)
      .execute();
    await world.door.authenticate({ token });
    for (let turn = 0; turn < 100 && (await read()).last_seen_at === past; turn++) await sleep(10);
    const seen = await read();
    assert.ok(seen.last_seen_at >= fresh.last_seen_at);
    assert.equal(seen.expires_at - seen.last_seen_at, 30 * 24 * 3_600_000);

    await world.db.query
      .updateTable('sessions')
      .set({ expires_at: Date.now() - 1000 })
      .where('id', '=', sessionId)
      .execute();
    assert.equal(await world.door.authenticate({ token }), undefined);
    assert.ok((await world.door.forgetExpired()) >= 1);
  });

  it('looks a session up by an index', async () => {
    const explain = kind === 'sqlite' ? sql`explain query plan` : sql`explain format=traditional`;
    const { rows } = await sql<Record<string, unknown>>`${explain}
      select accounts.id from sessions inner join accounts on accounts.id = sessions.account_id where token_hash = ${'0'.repeat(64)}`.execute(
      world.db.query,
    );
    const plan = JSON.stringify(rows);
    assert.doesNotMatch(plan, kind === 'sqlite' ? /SCAN/ : /"type":"(ALL|index)"/);
  });
});

forEachDatabase('limits on signing in', (open) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open(), true);
    await world.lucia();
  });
  after(() => world.close());
  const attempt = (email: string, password: string, from: string) =>
    world.door.signIn({ email, password, userAgent: '', from });

  it('stops guesses at one account, from wherever they come, known or not', async () => {
    for (const email of ['lucia@example.com', 'nobody@example.com']) {
      for (let turn = 0; turn < 10; turn++)
        await assert.rejects(
          attempt(email, 'not the password', `198.51.100.${String(turn)}`),
          refusal('credentials.wrong', 401),
        );
      await assert.rejects(attempt(email, goodPassword, '198.51.100.99'), refusal('attempts.too_many', 429));
    }
  });

  it('says when to come back, and lets in again then', async () => {
    const error = await attempt('lucia@example.com', goodPassword, '198.51.100.99').catch((thrown: unknown) => thrown);
    const { retryAfterSeconds } = (error as { details: { retryAfterSeconds: number } }).details;
    assert.ok(retryAfterSeconds > 800 && retryAfterSeconds <= 900, String(retryAfterSeconds));
    await world.db.query
      .updateTable('attempts')
      .set({ ends_at: Date.now() - 1000 })
      .execute();
    assert.ok('token' in (await attempt('lucia@example.com', goodPassword, '198.51.100.99')));
  });

  it('stops guesses from one network at many accounts', async () => {
    const guess = (email: string, from: string) => attempt(email, 'guess guess', from);
    await assert.rejects(guess('person1@example.com', '2001:db8:1:2::1'), refusal('credentials.wrong', 401));
    await world.db.query.updateTable('attempts').set({ used: 50 }).where('used', '=', 1).execute();
    await assert.rejects(guess('person2@example.com', '2001:db8:1:2:ffff::1'), refusal('attempts.too_many', 429));
    await assert.rejects(guess('person2@example.com', '2001:db8:1:3::1'), refusal('credentials.wrong', 401));
  });

  it('does not count right passwords', async () => {
    const counts = () =>
      world.db.query.selectFrom('attempts').select(['key_hash', 'used']).orderBy('key_hash').execute();
    await attempt('lucia@example.com', goodPassword, '192.0.2.200');
    const before = await counts();
    await attempt('lucia@example.com', goodPassword, '192.0.2.200');
    assert.deepEqual(await counts(), before);
  });

  it('counts exactly when many come at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 25 }, () =>
        world.door.countAttempt({ key: 'card:198.51.100.7', limit: 10, windowSeconds: 60 }),
      ),
    );
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 10);
    const card = { key: 'card', limit: 1, windowSeconds: 60 };
    await world.door.countAttempt({ ...card, from: '2001:db8::1' });
    await assert.rejects(world.door.countAttempt({ ...card, from: '2001:db8::2' }), refusal('attempts.too_many', 429));
    await world.door.countAttempt({ ...card, from: '192.0.2.1' });
  });

  it('limits registrations by network and resets by account', async () => {
    const person = { name: 'Mateo', password: goodPassword, locale: 'es', from: '192.0.2.1' } as const;
    for (let turn = 0; turn < 20; turn++)
      await world.door.register({ ...person, email: `m${String(turn)}@example.com` });
    await assert.rejects(
      world.door.register({ ...person, email: 'm21@example.com' }),
      refusal('attempts.too_many', 429),
    );
    for (let turn = 0; turn < 5; turn++)
      await world.door.requestPasswordReset({ email: 'lucia@example.com', from: `192.0.2.${String(turn)}` });
    const sixth = world.door.requestPasswordReset({ email: 'lucia@example.com', from: '192.0.2.77' });
    await assert.rejects(sixth, refusal('attempts.too_many', 429));
  });

  it('keeps no address and no e-mail in its counters', async () => {
    const rows = await world.db.query.selectFrom('attempts').selectAll().execute();
    assert.ok(rows.length > 0);
    for (const row of rows) assert.match(row.key_hash, /^[0-9a-f]{64}$/);
  });
});
