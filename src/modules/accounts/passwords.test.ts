import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, goodPassword, openAccounts, refusal } from './accounts.fixture.ts';

const newPassword = 'pájaros de barro 1984';

forEachDatabase('passwords', (open) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
  });
  after(() => world.close());

  async function resetTokenFor(email: string): Promise<string> {
    await world.events();
    await world.door.requestPasswordReset({ email, from: '203.0.113.1' });
    const asked = (await world.events()).find((event) => event.kind === 'account.reset_requested');
    return String(asked?.payload.resetToken);
  }

  it('changes, ends the other sessions and gives this one a new token', async () => {
    const lucia = await world.lucia('change@example.com');
    const [mine, other] = [await world.signIn(lucia.email), await world.signIn(lucia.email)];
    await world.events();
    const rotated = await world.door.changePassword({ ...mine, current: goodPassword, next: newPassword });

    assert.equal(await world.door.authenticate({ token: mine.token }), undefined);
    assert.equal(await world.door.authenticate({ token: other.token }), undefined);
    assert.equal((await world.door.authenticate({ token: rotated.token }))?.sessionId, mine.sessionId);
    assert.ok(rotated.expiresAt > Date.now() + 29 * 24 * 3_600_000);
    assert.deepEqual(
      (await world.events()).map((event) => event.kind),
      ['account.password_changed'],
    );
    await assert.rejects(world.signIn(lucia.email), refusal('credentials.wrong', 401));
    assert.ok(await world.signIn(lucia.email, newPassword));
  });

  it('is not changed without the current one, for a weak one, or from an ended session', async () => {
    const lucia = await world.lucia('keep@example.com');
    const session = await world.signIn(lucia.email);
    const change = (input: object) =>
      world.door.changePassword({ ...session, current: goodPassword, next: newPassword, ...input });
    await assert.rejects(change({ current: newPassword }), refusal('password.wrong', 422));
    await assert.rejects(change({ next: 'password123' }), refusal('password.weak', 422));
    await assert.rejects(change({ sessionId: '0'.repeat(26) }), refusal('session.not_found', 404));
    assert.ok(await world.door.authenticate(session));
    assert.ok(await world.signIn(lucia.email));
  });

  it('is reset by a mailed token, once, which ends all sessions', async () => {
    const lucia = await world.lucia('reset@example.com');
    const session = await world.signIn(lucia.email);
    const [first, second] = [await resetTokenFor(lucia.email), await resetTokenFor(lucia.email)];
    await assert.rejects(
      world.door.resetPassword({ token: first, password: 'reset@example.com' }),
      refusal('password.weak', 422),
    );
    await world.door.resetPassword({ token: first, password: newPassword });

    assert.equal(await world.door.authenticate(session), undefined);
    assert.ok(await world.signIn(lucia.email, newPassword));
    for (const token of [first, second, 'x'])
      await assert.rejects(
        world.door.resetPassword({ token, password: 'and yet another one' }),
        refusal('token.invalid', 422),
      );
    assert.deepEqual(
      (await world.events()).map((event) => event.kind),
      ['account.password_changed'],
    );
  });

  it('resets once, however often the link is used at the same moment', async () => {
    const lucia = await world.lucia('race@example.com');
    const token = await resetTokenFor(lucia.email);
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        world.door.resetPassword({ token, password: `one of six passwords ${String(index)}` }),
      ),
    );
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
  });

  it('says nothing of unknown addresses, and mails nobody', async () => {
    await world.events();
    await world.door.requestPasswordReset({ email: 'nobody@example.com', from: '203.0.113.1' });
    assert.deepEqual(await world.events(), []);
    await assert.rejects(world.door.requestPasswordReset({ email: 'nobody', from: '' }), refusal('email.invalid', 422));
  });

  it('makes one link for a job that is worked twice', async () => {
    const lucia = await world.lucia('twice@example.com');
    await world.events();
    const item = {
      id: '01JJJJJJJJJJJJJJJJJJJJJJJJ',
      kind: 'accounts.prepare_reset',
      payload: { email: lucia.email },
      attempts: 1,
    };
    await world.jobs['accounts.prepare_reset'](item);
    await world.jobs['accounts.prepare_reset'](item);
    assert.equal((await world.events()).length, 1);
  });

  it('confirms the address of whoever read the mail', async () => {
    await world.door.createAccount({ name: 'Mateo', email: 'unconfirmed@example.com', password: goodPassword });
    const token = await resetTokenFor('unconfirmed@example.com');
    await world.door.resetPassword({ token, password: newPassword });
    assert.equal((await world.door.findAccountByEmail({ email: 'unconfirmed@example.com' }))?.emailConfirmed, true);
    assert.ok((await world.events()).some((event) => event.kind === 'account.email_confirmed'));
  });

  it('is the same in any spelling of its characters, on any keyboard', async () => {
    const lucia = await world.lucia('spelling@example.com');
    const session = await world.signIn(lucia.email);
    await world.door.changePassword({ ...session, current: goodPassword, next: 'caf\u00e9 con \ufb01nal' });
    assert.ok(await world.signIn(lucia.email, 'cafe\u0301 con final'));
  });
});
