import type { ShopSettings } from '../../platform/config/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Logger } from '../../platform/log.ts';
import type { Mailer } from '../../platform/mail/outgoing-mail.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { MessagingTables } from './tables.ts';

export interface MessagingJobs {
  'mail.send': { mailId: string };
}

/** What the verbs of this module work with. */
export interface Room {
  db: Database<MessagingTables>;
  outbox: Queue<MessagingJobs>;
  mailer: Mailer;
  publicUrl: string;
  shop: ShopSettings;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}
