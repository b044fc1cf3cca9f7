import { notFound } from '../../platform/errors.ts';
import { profileChange, searchTermsOf, toAccount } from './account.ts';
import type { Account, Accounts } from './door.ts';
import { cityOf, nameOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { findAccountById, lockAccount, replaceSearchTerms, setAccount } from './store.ts';

/** Changes what was given, and tells those who keep a copy. Errors: `name.invalid` 422, `city.invalid` 422. */
export async function updateAccount(room: Room, input: Parameters<Accounts['updateAccount']>[0]): Promise<Account> {
  const changes = {
    ...(input.name === undefined ? {} : { name: nameOf(input.name) }),
    ...(input.city === undefined ? {} : { city: cityOf(input.city) }),
    ...(input.locale === undefined ? {} : { locale: input.locale }),
  };
  const account = await room.db.transaction(async (trx) => {
    await lockAccount(trx, input.accountId);
    const row = await findAccountById(trx, input.accountId);
    if (!row) throw notFound('account');
    const before = toAccount(row);
    const after = { ...before, ...changes };
    if (Object.keys(changes).length > 0) await setAccount(trx, before.id, changes);
    if (after.name !== before.name) await replaceSearchTerms(trx, after.id, searchTermsOf(after));
    if (after.name !== before.name || after.city !== before.city) await room.outbox.add(trx, [profileChange(after)]);
    return after;
  });
  room.outbox.wake();
  return account;
}
