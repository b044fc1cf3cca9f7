import type { Transaction } from 'kysely';
import { DomainError, notFound } from '../../platform/errors.ts';
import { profileChange, toAccount } from './account.ts';
import type { Account } from './door.ts';
import type { Room } from './room.ts';
import { findAccountById, lockAccount, lockAdministrators, setAccount } from './store.ts';
import { deleteEmailChange } from './store-email-changes.ts';
import { deleteSessions } from './store-sessions.ts';
import type { AccountsTables } from './tables.ts';

/** Suspends an account, which ends its sessions and a change of its address that waits, or takes it back in. Errors: `account.last_administrator` 409. */
export async function setSuspended(
  room: Room,
  { accountId, suspended }: { accountId: string; suspended: boolean },
): Promise<Account> {
  const account = await room.db.transaction(async (trx) => {
    const administrators = await lockAdministrators(trx);
    await lockAccount(trx, accountId);
    const row = await findAccountById(trx, accountId);
    if (!row) throw notFound('account');
    if (suspended) refuseLastAdministrator(administrators, accountId);
    const after = { ...toAccount(row), suspended };
    await setAccount(trx, accountId, { suspended: suspended ? 1 : 0 });
    if (suspended) await endAll(trx, accountId);
    if (row.suspended !== (suspended ? 1 : 0)) await room.outbox.add(trx, [profileChange(after)]);
    return after;
  });
  room.outbox.wake();
  return account;
}

/** Nothing that was begun before goes on after it. */
async function endAll(trx: Transaction<AccountsTables>, accountId: string): Promise<void> {
  await deleteSessions(trx, accountId);
  await deleteEmailChange(trx, accountId);
}

/** A shop that nobody can run any more is of no use to anybody. */
export function refuseLastAdministrator(administrators: readonly string[], accountId: string): void {
  if (administrators.length === 1 && administrators[0] === accountId)
    throw new DomainError('account.last_administrator', 409, 'This is the last administrator who can act.');
}
