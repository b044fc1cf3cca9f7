import { MailRefused } from '../../platform/mail/outgoing-mail.ts';
import type { MessagingJobs, Room } from './room.ts';
import { findWaitingMail, settleMail } from './store.ts';
import type { MailState } from './tables.ts';

const atOnce = 5;
const patienceMs = 3 * 24 * 3_600_000;

/** Sends what waits, by lease: at least once, and later again where the server does not take it now. Answers how many went out. */
export async function sendWaiting(room: Room): Promise<number> {
  let sent = 0;
  await room.outbox.work(async (item) => {
    if ((await sendMail(room, item.payload as MessagingJobs['mail.send'])) === 'sent') sent++;
  }, atOnce);
  return sent;
}

async function sendMail(room: Room, { mailId }: MessagingJobs['mail.send']): Promise<MailState | undefined> {
  const mail = await findWaitingMail(room.db.query, mailId);
  if (!mail) return undefined;
  const { id, to_address: to, subject, body_text: text, body_html: html, created_at: at } = mail;
  try {
    await room.mailer.send({ id, to, subject, text, html, at });
  } catch (error) {
    if (!isFinal(error, mail.now - at)) throw noted(room, mail, error);
    room.log.error({ mailId, type: mail.type, reason: reasonOf(error) }, 'a mail is given up');
    await settleMail(room.db.query, id, 'refused');
    return 'refused';
  }
  await settleMail(room.db.query, id, 'sent');
  return 'sent';
}

const isFinal = (error: unknown, ageMs: number): boolean => error instanceof MailRefused || ageMs > patienceMs;

/** The outbox tries again; the log says why it has to. */
function noted(room: Room, mail: { id: string; type: string }, error: unknown): Error {
  const reason = reasonOf(error);
  room.log.warn({ mailId: mail.id, type: mail.type, reason }, 'a mail did not go out, and is tried again');
  return new Error(reason);
}

/** A code of SMTP or of the system: the server's own words may repeat the whole address. */
function reasonOf(error: unknown): string {
  if (error instanceof MailRefused) return error.message;
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return (
    [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'unknown'
  );
}
