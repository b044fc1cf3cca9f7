import type { ShopSettings } from '../../platform/config/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { AccountsEvents } from './door.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { AccountsTables } from './tables.ts';

/** What this module asks of itself, later; the address may belong to nobody. */
export interface AccountsJobs {
  'accounts.prepare_reset': { email: string };
}

export type AccountsOutbox = Queue<AccountsEvents & AccountsJobs>;

/** What the verbs of this module work with. */
export interface Room {
  db: Database<AccountsTables>;
  outbox: AccountsOutbox;
  passwords: PasswordHasher;
  secretKey: string;
  shop: ShopSettings;
  rateLimits: boolean;
}
