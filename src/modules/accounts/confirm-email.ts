import { DomainError } from '../../platform/errors.ts';
import type { Room } from './room.ts';
import { findAccountById, setAccount } from './store.ts';
import { deleteMailTokens, findMailToken, takeMailToken } from './store-mail-tokens.ts';

/** Confirms an address by the token that was mailed to it; each token counts once, for 48 hours. Errors: `token.invalid` 422. */
export async function confirmEmail(
  room: Room,
  { token }: { token: string },
): Promise<{ accountId: string; email: string }> {
  const confirmed = await room.db.transaction(async (trx) => {
    const accountId = await findMailToken(trx, token, 'confirm');
    const account =
      accountId && (await takeMailToken(trx, token, 'confirm')) ? await findAccountById(trx, accountId) : undefined;
    if (!account) throw invalidToken();
    await setAccount(trx, account.id, { email_confirmed: 1 });
    await deleteMailTokens(trx, account.id, 'confirm');
    const payload = { accountId: account.id, email: account.email };
    await room.outbox.add(trx, [{ kind: 'account.email_confirmed', payload }]);
    return payload;
  });
  room.outbox.wake();
  return confirmed;
}

export const invalidToken = (): DomainError =>
  new DomainError('token.invalid', 422, 'This link was used before, or is too old; ask for a new one.');
