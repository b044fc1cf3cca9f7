import { once, read, repeatable, type Verbs } from '../../platform/remote/verbs.ts';
import type { Messaging } from './door.ts';

/** How each verb of messaging is called from another process. */
export const messagingVerbs: Verbs<Messaging> = {
  receiveEvent: repeatable,
  sendWaiting: once,
  listKeptMails: read,
  getKeptMail: read,
  forgetOld: repeatable,
  audit: { ...read, deadlineMs: 120_000 },
};
