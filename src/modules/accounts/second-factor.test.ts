import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { generate } from 'otplib';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, goodPassword, openAccounts, refusal } from './accounts.fixture.ts';

const stepMs = 30_000;
const codeOf = (secret: string, steps = 0) =>
  generate({ secret, epoch: Math.floor((Date.now() + steps * stepMs) / 1000) });

forEachDatabase('a second factor', (open) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open());
  });
  after(() => world.close());

  const attempt = (email: string, code?: string) =>
    world.door.signIn({ email, password: goodPassword, code, userAgent: '', from: '' });

  /** Switches it on with the code of the step before, so that this step's code is still good. */
  async function withFactor(email: string) {
    const lucia = await world.lucia(email);
    const [session, other] = [await world.signIn(email), await world.signIn(email)];
    const { secret, url } = await world.door.startSecondFactor({ accountId: lucia.id });
    const { recoveryCodes } = await world.door.confirmSecondFactor({ ...session, code: await codeOf(secret, -1) });
    return { lucia, session, other, secret, url, recoveryCodes };
  }

  it('is asked for once it is switched on, and ends the sessions that have not shown it', async () => {
    const { lucia, session, other, secret, url } = await withFactor('on@example.com');
    assert.match(url, /^otpauth:\/\/totp\/BookStore:on%40example\.com\?secret=/);
    assert.equal((await world.door.authenticate(session))?.secondFactor, 'passed');
    assert.equal(await world.door.authenticate(other), undefined);
    assert.equal((await world.door.getAccount({ accountId: lucia.id })).secondFactor, true);

    assert.deepEqual(await attempt(lucia.email), { secondFactorRequired: true });
    const answer = await attempt(lucia.email, await codeOf(secret));
    assert.ok('token' in answer);
    assert.equal((await world.door.authenticate(answer))?.secondFactor, 'passed');
  });

  it('takes a code once, and never an older one after it', async () => {
    const { lucia, secret } = await withFactor('replay@example.com');
    const [before, code] = [await codeOf(secret, -1), await codeOf(secret)];
    const results = await Promise.allSettled([
      attempt(lucia.email, code),
      attempt(lucia.email, code),
      attempt(lucia.email, code),
    ]);
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
    await assert.rejects(attempt(lucia.email, before), refusal('second_factor.wrong', 401));
    for (const wrong of ['000000', '', 'abcdef', "' or 1=1", '１２３４５６'])
      if (wrong) await assert.rejects(attempt(lucia.email, wrong), refusal('second_factor.wrong', 401));
  });

  it('does not open anything with a code alone', async () => {
    const { lucia, secret } = await withFactor('alone@example.com');
    const code = await codeOf(secret);
    const guess = world.door.signIn({
      email: lucia.email,
      password: 'not the password',
      code,
      userAgent: '',
      from: '',
    });
    await assert.rejects(guess, refusal('credentials.wrong', 401));
    assert.ok('token' in (await attempt(lucia.email, code)), 'the code was not used up by the wrong password');
  });

  it('takes each recovery code once, as it is written down', async () => {
    const { lucia, recoveryCodes } = await withFactor('recovery@example.com');
    assert.equal(new Set(recoveryCodes).size, 10);
    const code = recoveryCodes[3] ?? '';
    assert.match(code, /^\w{4}-\w{4}-\w{4}-\w{4}$/);
    assert.ok('token' in (await attempt(lucia.email, ` ${code.toUpperCase().replaceAll('-', ' ')}`)));
    await assert.rejects(attempt(lucia.email, code), refusal('second_factor.wrong', 401));
    assert.equal(await world.door.countRecoveryCodes({ accountId: lucia.id }), 9);
  });

  it('is not switched on by a wrong code, nor twice', async () => {
    const lucia = await world.lucia('state@example.com');
    const session = await world.signIn(lucia.email);
    const confirm = (code: string) => world.door.confirmSecondFactor({ ...session, code });
    await assert.rejects(confirm('123456'), refusal('second_factor.state', 409));
    const { secret } = await world.door.startSecondFactor({ accountId: lucia.id });
    await assert.rejects(confirm('12345'), refusal('second_factor.wrong', 422));
    assert.ok('token' in (await attempt(lucia.email)), 'it is not in force yet');
    await confirm(await codeOf(secret));
    await assert.rejects(world.door.startSecondFactor({ accountId: lucia.id }), refusal('second_factor.state', 409));
  });

  it('is switched off by the password, or by an operator', async () => {
    const { lucia, session, secret } = await withFactor('off@example.com');
    const remove = (password: string) => world.door.removeSecondFactor({ ...session, password });
    await assert.rejects(remove('not the password'), refusal('password.wrong', 422));
    await remove(goodPassword);
    assert.equal((await world.door.authenticate(session))?.secondFactor, 'none');
    assert.ok('token' in (await attempt(lucia.email)));

    const lost = await withFactor('lost@example.com');
    await world.door.clearSecondFactor({ accountId: lost.lucia.id });
    assert.equal(await world.door.authenticate(lost.session), undefined);
    assert.ok('token' in (await attempt(lost.lucia.email)));
    assert.ok(secret !== lost.secret);
  });

  it('keeps its secret and its recovery codes from whoever reads the tables', async () => {
    const { secret, recoveryCodes } = await withFactor('tables@example.com');
    const factors = await world.db.query.selectFrom('second_factors').selectAll().execute();
    const codes = await world.db.query.selectFrom('recovery_codes').selectAll().execute();
    const written = JSON.stringify([factors, codes]);
    for (const each of [secret, ...recoveryCodes])
      assert.ok(!written.includes(each) && !written.includes(each.replaceAll('-', '')));
  });
});
