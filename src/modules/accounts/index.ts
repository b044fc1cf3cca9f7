import type { ShopSettings } from '../../platform/config/index.ts';
import type { Database, Migrations } from '../../platform/db/index.ts';
import { type ClaimedItem, Queue } from '../../platform/queue/index.ts';
import { createDoor } from './create-door.ts';
import type { Accounts } from './door.ts';
import { createAccountsTables } from './migrations/0001-accounts.ts';
import { createEmailChanges } from './migrations/0002-email-changes.ts';
import { createPasswordHasher } from './password-hasher.ts';
import { prepareReset } from './prepare-reset.ts';
import type { AccountsJobs, AccountsOutbox, Room } from './room.ts';
import type { AccountsTables } from './tables.ts';

export * from './door.ts';
export { lacksSecondFactor } from './lacks-second-factor.ts';
export type { AccountsJobs, AccountsOutbox } from './room.ts';
export type { AccountsTables } from './tables.ts';
export { accountsVerbs } from './verbs.ts';

export const migrations: Migrations = {
  '0001-accounts': createAccountsTables,
  '0002-email-changes': createEmailChanges,
};

export interface AccountsModule {
  door: Accounts;
  outbox: AccountsOutbox;
  /** The jobs in the outbox that are this module's own, by kind; all else in it is an event for others. */
  jobs: Readonly<Record<keyof AccountsJobs, (item: ClaimedItem) => Promise<void>>>;
}

/** Opens the module on a migrated database. */
export function createAccounts(deps: {
  db: Database<AccountsTables>;
  secretKey: string;
  shop: ShopSettings;
  rateLimits: boolean;
}): AccountsModule {
  const outbox: AccountsOutbox = new Queue(deps.db, 'accounts_outbox');
  const room: Room = { ...deps, outbox, passwords: createPasswordHasher() };
  return {
    door: createDoor(room),
    outbox,
    jobs: {
      'accounts.prepare_reset': (item) =>
        prepareReset(room, item.id, item.payload as AccountsJobs['accounts.prepare_reset']),
    },
  };
}
