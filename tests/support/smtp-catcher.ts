import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  /** Addresses of the envelope: who really gets it, whatever the headers say. */
  readonly recipients: readonly string[];
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Every address that the text or HTML links to, in order. */
  readonly links: readonly string[];
  readonly parsed: ParsedMail;
}

export interface SmtpCatcher {
  /** Value for SMTP_URL. */
  readonly url: string;
  readonly mails: readonly CaughtMail[];
  /** The first mail that fits, now or within the time. Errors: none came; the message lists the subjects that did. */
  waitForMail(fits: (mail: CaughtMail) => boolean, waitMs?: number): Promise<CaughtMail>;
  waitForMailTo(address: string, subject?: RegExp): Promise<CaughtMail>;
  /** From now on each mail is refused with this SMTP code (451: try later, 550: never); undefined takes them again. */
  refuseWith(code: number | undefined): void;
  clear(): void;
  stop(): Promise<void>;
}

const WAIT_MS = 5000;
const LOOK_AGAIN_MS = 20;

/** A real SMTP server on a free port that keeps what it is sent. */
export async function startSmtpCatcher(): Promise<SmtpCatcher> {
  const mails: CaughtMail[] = [];
  let refusal: number | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      void simpleParser(stream).then((parsed) => {
        if (refusal !== undefined) {
          done(Object.assign(new Error('refused for the test'), { responseCode: refusal }));
          return;
        }
        mails.push(caught(parsed, session.envelope));
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const waitForMail = (fits: (mail: CaughtMail) => boolean, waitMs = WAIT_MS) => findMail(mails, fits, waitMs);
  return {
    url: `smtp://127.0.0.1:${String(portOf(server))}`,
    mails,
    waitForMail,
    waitForMailTo: (address, subject = /./) =>
      waitForMail((mail) => mail.recipients.includes(address) && subject.test(mail.subject)),
    refuseWith: (code) => {
      refusal = code;
    },
    clear: () => {
      mails.length = 0;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

interface Envelope {
  readonly mailFrom: { readonly address: string } | false;
  readonly rcptTo: readonly { readonly address: string }[];
}

function caught(parsed: ParsedMail, envelope: Envelope): CaughtMail {
  const text = parsed.text ?? '';
  const html = parsed.html === false ? '' : (parsed.html ?? '');
  return {
    recipients: envelope.rcptTo.map((recipient) => recipient.address),
    sender: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    subject: parsed.subject ?? '',
    text,
    html,
    links: [...`${text}\n${html}`.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([link]) => link.replaceAll('&amp;', '&')),
    parsed,
  };
}

async function findMail(mails: readonly CaughtMail[], fits: (mail: CaughtMail) => boolean, waitMs: number) {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const mail = mails.find(fits);
    if (mail) return mail;
    if (Date.now() > deadline) {
      const seen = mails.map((each) => `${each.recipients.join()}: ${each.subject}`);
      throw new Error(`no such mail within ${String(waitMs)} ms; came: ${seen.join(' | ') || 'none'}`);
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

function portOf(server: SMTPServer): number {
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
