/** Which events were received: the second time, nothing happens. */
export interface ReceivedEventsTable {
  event_id: string;
  type: string;
  received_at: number;
}

export type MailState = 'waiting' | 'sent' | 'refused';

/** Once a mail has left, its text is forgotten: it holds links that open accounts and purchases. */
export interface MailsTable {
  id: string;
  event_id: string;
  type: string;
  to_address: string;
  subject: string;
  body_text: string;
  body_html: string;
  state: string;
  created_at: number;
  settled_at: number | null;
}

export interface MessagingTables {
  received_events: ReceivedEventsTable;
  mails: MailsTable;
}
