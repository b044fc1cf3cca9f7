import type { AccountsEvents, Locale } from '../accounts/index.ts';
import type { SalesEvents } from '../sales/index.ts';

export type MailEvents = Omit<AccountsEvents, 'account.email_confirmed' | 'account.profile_changed'> &
  Omit<SalesEvents, 'seller.rated'> & {
    /** To the seller of a paid order. */
    'sale.made': SalesEvents['order.paid'];
    /** To the seller of an order that was paid and is cancelled: do not send it. */
    'sale.cancelled': SalesEvents['order.cancelled'];
  };

export interface KeptMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  at: number;
}

/** Mail and notifications. */
export interface Messaging {
  /** Writes the mail that an event asks for into the outbox, once per event id and type; `order.paid` writes none (see `sale.made`, `purchase.paid`). */
  receiveEvent<K extends keyof MailEvents>(input: { eventId: string; type: K; payload: MailEvents[K] }): Promise<void>;
  /** Sends what waits; worker only. Answers how many went out. */
  sendWaiting(): Promise<number>;
  /** Mails kept in `var/mail` when no SMTP server is set; development only. */
  listKeptMails(input: { limit: number }): Promise<KeptMail[]>;
  getKeptMail(input: { id: string }): Promise<KeptMail | undefined>;
  /** Forgets mails that left a month ago; worker only. Answers how many rows went: call it again while it finds some. */
  forgetOld(): Promise<number>;
  audit(): Promise<string[]>;
}

export type { Locale };
