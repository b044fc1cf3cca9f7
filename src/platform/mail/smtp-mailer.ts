import { createRequire } from 'node:module';
import type * as Nodemailer from 'nodemailer';
import { wireAddress } from './email-address.ts';
import { type Mailer, MailRefused, type OutgoingMail } from './outgoing-mail.ts';

/** Together less than a lease of the outbox, so that a slow server does not make a mail go out twice. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 };
const connections = 5;

/** Sends by SMTP. A mail sent again has the same Message-ID, by which its reader's program can tell. */
export function createSmtpMailer(settings: { smtpUrl: string; mailFrom: string }): Mailer {
  const { smtpUrl, mailFrom } = settings;
  // Loaded here, since a shop without SMTP has no use for it and every start would pay.
  const { createTransport } = createRequire(import.meta.url)('nodemailer') as typeof Nodemailer;
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: connections, ...patience, ...closed });
  const domain = /@([^\s>]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return {
    send: async (mail) => {
      const to = addressOf(mail);
      await transport
        .sendMail({ ...contentOf(mail), from: mailFrom, to, messageId: `<${mail.id}@${domain}>` })
        .catch(refuseForGood);
    },
    close: () => {
      transport.close();
    },
  };
}

/** A line break in an address would reach another person: nothing unchecked gets as far as nodemailer. */
function addressOf(mail: OutgoingMail): { name: string; address: string } {
  const address = wireAddress(mail.to);
  if (address === undefined) throw new MailRefused('The address is none that mail can reach.');
  return { name: '', address };
}

const contentOf = (mail: OutgoingMail) => ({
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  date: new Date(mail.at),
  headers: { 'Auto-Submitted': 'auto-generated' },
});

/** What the other side says of the recipient or the mail is final from 500 on; what it says of us is ours to mend. */
function refuseForGood(error: unknown): never {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const aboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (aboutMail && typeof responseCode === 'number' && responseCode >= 500)
    throw new MailRefused(`The mail server refused it: ${String(responseCode)}.`);
  throw error;
}
