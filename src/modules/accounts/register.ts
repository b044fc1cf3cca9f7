import type { Transaction } from 'kysely';
import { readNow } from '../../platform/db/index.ts';
import { addAccount, type NewAccount, welcome } from './add-account.ts';
import { countAttempts } from './count-attempt.ts';
import type { Accounts } from './door.ts';
import { registrationLimits } from './limits.ts';
import { checkPassword } from './password-rules.ts';
import { cityOf, emailOf, localeOf, nameOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { findAccountRowByEmail } from './store.ts';
import { insertMailToken } from './store-mail-tokens.ts';
import type { AccountsTables } from './tables.ts';
import { newToken } from './token.ts';
import { warnOwner } from './warn-owner.ts';

/**
 * Opens an account. A taken address is answered the same, in the same time, and its owner gets a mail (one an hour).
 * Errors: `email.invalid` 422, `name.invalid` 422, `city.invalid` 422, `password.weak` 422, `attempts.too_many` 429, `shop.busy` 503.
 */
export async function register(
  room: Room,
  input: Parameters<Accounts['register']>[0],
): Promise<{ name: string; email: string }> {
  const asked = {
    name: nameOf(input.name),
    email: emailOf(input.email),
    city: cityOf(input.city),
    locale: localeOf(input.locale),
  };
  await checkPassword(input.password, asked);
  await countAttempts(room, registrationLimits(input.from));
  const passwordHash = await room.passwords.hash(input.password);
  await room.db.transaction(async (trx) => {
    const now = await readNow(trx);
    const account = { ...asked, role: 'member', confirmed: false, passwordHash, createdAt: now } satisfies NewAccount;
    const added = await addAccount(room, trx, account);
    if (added) await welcome(room, trx, added, now);
    else await answerTaken(room, trx, asked.email, now);
  });
  room.outbox.wake();
  return { name: asked.name, email: asked.email };
}

/** Writes as much as a welcome does, so that no clock tells the two apart; its token is void. */
async function answerTaken(room: Room, trx: Transaction<AccountsTables>, address: string, now: number): Promise<void> {
  const owner = await findAccountRowByEmail(trx, address);
  if (!owner) return;
  await insertMailToken(trx, { token: newToken(), accountId: owner.id, purpose: 'confirm', expiresAt: 0 });
  await warnOwner(room, trx, owner, now);
}
