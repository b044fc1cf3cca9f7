import { readNow } from '../../platform/db/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { profileChange } from './account.ts';
import { addAccount, type NewAccount, welcome } from './add-account.ts';
import type { Account, Accounts } from './door.ts';
import { checkPassword } from './password-rules.ts';
import { cityOf, emailOf, nameOf } from './profile-rules.ts';
import type { Room } from './room.ts';

/**
 * Opens an account for someone, by an operator; unless `confirmed`, its owner is asked to confirm the address.
 * Errors: `account.taken` 409, and those of `register` but the limits.
 */
export async function createAccount(room: Room, input: Parameters<Accounts['createAccount']>[0]): Promise<Account> {
  const asked = { name: nameOf(input.name), email: emailOf(input.email), city: cityOf(input.city) };
  await checkPassword(input.password, asked);
  const passwordHash = await room.passwords.hash(input.password);
  const account = await room.db.transaction(async (trx) => {
    const now = await readNow(trx);
    const added = await addAccount(room, trx, {
      ...asked,
      ...choices(room, input),
      passwordHash,
      createdAt: input.createdAt ?? now,
    });
    if (!added) throw new DomainError('account.taken', 409, 'There is an account with this e-mail address.');
    if (added.emailConfirmed) await room.outbox.add(trx, [profileChange(added)]);
    else await welcome(room, trx, added, now);
    return added;
  });
  room.outbox.wake();
  return account;
}

const choices = (
  room: Room,
  input: Parameters<Accounts['createAccount']>[0],
): Pick<NewAccount, 'role' | 'locale' | 'confirmed'> => ({
  role: input.role ?? 'member',
  locale: input.locale ?? room.shop.locale,
  confirmed: input.confirmed ?? false,
});
