import type { Transaction } from 'kysely';
import { localeOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import type { AccountRow } from './store.ts';
import type { AccountsTables } from './tables.ts';

const hourMs = 3_600_000;

/** Tells the owner of an address that somebody else named it as theirs; one mail an hour. */
export async function warnOwner(
  room: Room,
  trx: Transaction<AccountsTables>,
  owner: AccountRow,
  now: number,
): Promise<void> {
  const { email, name } = owner;
  await room.outbox.add(trx, [
    {
      kind: 'account.registration_repeated',
      payload: { email, name, locale: localeOf(owner.locale) },
      key: `registration-repeated:${owner.id}:${String(Math.floor(now / hourMs))}`,
    },
  ]);
}
