import { notFound } from '../../platform/errors.ts';
import { toAccount } from './account.ts';
import type { Account, Role } from './door.ts';
import type { Room } from './room.ts';
import { refuseLastAdministrator } from './set-suspended.ts';
import { findAccountById, lockAccount, lockAdministrators, setAccount } from './store.ts';

/** Makes someone an administrator, or a member again; their sessions have the new role at once. Errors: `account.last_administrator` 409. */
export async function setRole(room: Room, { accountId, role }: { accountId: string; role: Role }): Promise<Account> {
  return room.db.transaction(async (trx) => {
    const administrators = await lockAdministrators(trx);
    await lockAccount(trx, accountId);
    const row = await findAccountById(trx, accountId);
    if (!row) throw notFound('account');
    if (role === 'member') refuseLastAdministrator(administrators, accountId);
    await setAccount(trx, accountId, { role });
    return { ...toAccount(row), role };
  });
}
