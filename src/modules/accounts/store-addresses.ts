import type { Kysely } from 'kysely';
import { isId } from '../../platform/ids.ts';
import type { AccountsTables, AddressesTable } from './tables.ts';

type Db = Kysely<AccountsTables>;

export const addressesAtMost = 20;

export const findAddresses = (db: Db, accountId: string): Promise<AddressesTable[]> =>
  db
    .selectFrom('addresses')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .limit(addressesAtMost)
    .execute();

export async function insertAddress(db: Db, row: AddressesTable): Promise<void> {
  await db.insertInto('addresses').values(row).execute();
}

/** Answers whether the account had it. */
export async function deleteAddress(db: Db, accountId: string, addressId: string): Promise<boolean> {
  if (!isId(addressId)) return false;
  const result = await db
    .deleteFrom('addresses')
    .where('account_id', '=', accountId)
    .where('id', '=', addressId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
