import { isId } from '../../platform/ids.ts';
import { toProfile } from './account.ts';
import type { Profile } from './door.ts';
import type { Room } from './room.ts';
import { findProfiles } from './store.ts';

const atOnce = 500;

/** What anyone may see of these accounts; unknown ids are left out. */
export async function publicProfiles(room: Room, { accountIds }: { accountIds: string[] }): Promise<Profile[]> {
  const ids = [...new Set(accountIds)].filter(isId).slice(0, atOnce);
  return ids.length === 0 ? [] : (await findProfiles(room.db.query, ids)).map(toProfile);
}
