import { readNow } from '../../platform/db/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Address, SavedAddress } from './door.ts';
import { addressOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { lockAccount } from './store.ts';
import { addressesAtMost, findAddresses, insertAddress } from './store-addresses.ts';
import type { AddressesTable } from './tables.ts';

export async function listAddresses(room: Room, { accountId }: { accountId: string }): Promise<SavedAddress[]> {
  return (await findAddresses(room.db.query, accountId)).map(toAddress);
}

/** Keeps an address; one that is kept already is answered as it is. Errors: `address.invalid` 422, `address.too_many` 409. */
export async function saveAddress(room: Room, input: { accountId: string; address: Address }): Promise<SavedAddress> {
  const address = addressOf(input.address);
  return room.db.transaction(async (trx) => {
    await lockAccount(trx, input.accountId);
    const kept = (await findAddresses(trx, input.accountId)).map(toAddress);
    const same = kept.find(({ id: _, ...each }) => JSON.stringify(each) === JSON.stringify(address));
    if (same) return same;
    if (kept.length >= addressesAtMost)
      throw new DomainError('address.too_many', 409, `An account keeps at most ${String(addressesAtMost)} addresses.`);
    const row = rowOf(input.accountId, address, await readNow(trx));
    await insertAddress(trx, row);
    return toAddress(row);
  });
}

const toAddress = (row: AddressesTable): SavedAddress => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  line1: row.line1,
  line2: row.line2 ?? undefined,
  city: row.city,
  region: row.region,
  country: row.country,
  postalCode: row.postal_code ?? undefined,
});

const rowOf = (accountId: string, address: Address, now: number): AddressesTable => ({
  id: newId(),
  account_id: accountId,
  name: address.name,
  phone: address.phone,
  line1: address.line1,
  line2: address.line2 ?? null,
  city: address.city,
  region: address.region,
  country: address.country,
  postal_code: address.postalCode ?? null,
  created_at: now,
});
