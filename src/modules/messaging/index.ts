import type { ShopSettings } from '../../platform/config/index.ts';
import type { Database, Migrations } from '../../platform/db/index.ts';
import type { Logger } from '../../platform/log.ts';
import { createMailFolder } from '../../platform/mail/mail-folder.ts';
import { createSmtpMailer } from '../../platform/mail/smtp-mailer.ts';
import { Queue } from '../../platform/queue/index.ts';
import { auditMails } from './audit-mails.ts';
import type { Messaging } from './door.ts';
import { forgetOld } from './forget-old.ts';
import { createMailTables } from './migrations/0001-mails.ts';
import { receiveEvent } from './receive-event.ts';
import type { MessagingJobs, Room } from './room.ts';
import { sendWaiting } from './send-waiting.ts';
import type { MessagingTables } from './tables.ts';

export * from './door.ts';
export type { MessagingTables } from './tables.ts';
export { messagingVerbs } from './verbs.ts';

export const migrations: Migrations = { '0001-mails': createMailTables };

export interface MessagingModule {
  door: Messaging;
  /** Holds only this module's own jobs: `door.sendWaiting` works it. */
  outbox: Queue<MessagingJobs>;
  /** Closes the connections to the mail server. */
  close(): void;
}

/** Opens the module on a migrated database. */
export function createMessaging(deps: {
  db: Database<MessagingTables>;
  smtpUrl: string | undefined;
  mailFrom: string;
  mailFolder: string;
  publicUrl: string;
  shop: ShopSettings;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}): MessagingModule {
  const { db, smtpUrl, mailFrom, mailFolder, publicUrl, shop, log } = deps;
  const folder = createMailFolder(mailFolder, log);
  const mailer = smtpUrl === undefined ? folder : createSmtpMailer({ smtpUrl, mailFrom });
  const outbox = new Queue<MessagingJobs>(db, 'messaging_outbox');
  const room: Room = { db, outbox, mailer, publicUrl, shop, log };
  const door: Messaging = {
    receiveEvent: (input) => receiveEvent(room, input),
    sendWaiting: () => sendWaiting(room),
    listKeptMails: ({ limit }) => folder.list(limit),
    getKeptMail: ({ id }) => folder.find(id),
    forgetOld: () => forgetOld(room),
    audit: () => auditMails(room),
  };
  return {
    door,
    outbox,
    close: () => {
      mailer.close();
    },
  };
}
