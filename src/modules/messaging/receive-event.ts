import { newId } from '../../platform/ids.ts';
import { wireAddress } from '../../platform/mail/email-address.ts';
import type { MailEvents } from './door.ts';
import { letterAsHtml } from './letters/letter-as-html.ts';
import { letterAsText } from './letters/letter-as-text.ts';
import { readerOf, writeLetter } from './letters/write-letter.ts';
import type { Room } from './room.ts';
import { insertMail, insertReceivedEvent } from './store.ts';
import type { MailsTable } from './tables.ts';

/** Puts the mail that an event asks for into the outbox; the same event and type a second time changes nothing. */
export async function receiveEvent<K extends keyof MailEvents>(
  room: Room,
  input: { eventId: string; type: K; payload: MailEvents[K] },
): Promise<void> {
  const mail = composeMail(room, input);
  await room.db.transaction(async (trx) => {
    if (!(await insertReceivedEvent(trx, input.eventId, input.type)) || !mail) return;
    await insertMail(trx, mail);
    await room.outbox.add(trx, [{ kind: 'mail.send', payload: { mailId: mail.id } }]);
  });
  room.outbox.wake();
}

type NewMail = Omit<MailsTable, 'created_at' | 'settled_at' | 'state'>;

function composeMail<K extends keyof MailEvents>(
  { shop, publicUrl, log }: Room,
  { eventId, type, payload }: { eventId: string; type: K; payload: MailEvents[K] },
): NewMail | undefined {
  const letter = writeLetter({ type, payload, shop, publicUrl });
  if (!letter) return undefined;
  const { email, locale } = readerOf(payload);
  if (wireAddress(email) === undefined) {
    log.warn({ type, eventId }, 'a mail is left out, since its address is none that mail can reach');
    return undefined;
  }
  return {
    id: newId(),
    event_id: eventId,
    type,
    to_address: email,
    subject: letter.subject,
    body_text: letterAsText(letter),
    body_html: letterAsHtml(letter, locale, shop.name),
  };
}
