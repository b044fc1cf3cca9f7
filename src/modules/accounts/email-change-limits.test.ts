import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type AccountsWorld, goodPassword, openAccounts, refusal } from './accounts.fixture.ts';

forEachDatabase('limits on changing the address', (open) => {
  let world: AccountsWorld;
  before(async () => {
    world = await openAccounts(await open(), true);
  });
  after(() => world.close());

  it('count what is mailed for each account, and guesses at its password', async () => {
    const lucia = await world.lucia();
    const mine = { ...(await world.signIn(lucia.email)), password: goodPassword };
    for (let turn = 0; turn < 4; turn++)
      await world.door.changeEmail({ ...mine, email: `new-${String(turn)}@example.com` });
    await world.door.sendEmailChange(mine);
    await assert.rejects(world.door.sendEmailChange(mine), refusal('attempts.too_many', 429));
    await assert.rejects(
      world.door.changeEmail({ ...mine, email: 'sixth@example.com' }),
      refusal('attempts.too_many', 429),
    );
    assert.equal((await world.door.findEmailChange(mine))?.email, 'new-3@example.com');

    const other = await world.lucia('other@example.com');
    const hers = { ...(await world.signIn(other.email)), email: 'hers@example.com' };
    await world.door.changeEmail({ ...hers, password: goodPassword });
    for (let turn = 0; turn < 10; turn++)
      await assert.rejects(world.door.changeEmail({ ...hers, password: 'a guess' }), refusal('password.wrong', 422));
    await assert.rejects(
      world.door.changeEmail({ ...hers, password: goodPassword }),
      refusal('attempts.too_many', 429),
    );
  });
});
