/** A mail ready to leave. */
export interface OutgoingMail {
  /** Stays the same when it is sent again: the Message-ID, or the file's name, follows from it. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** When it was written, in milliseconds. */
  at: number;
}

export interface Mailer {
  /** Hands a mail over; any error but `MailRefused` may be gone with the next try. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** The mail will never be taken: no such address, or the other side says no for good. */
export class MailRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MailRefused';
  }
}
