/** What a mail says, before it is set as text or as HTML. */
export interface Letter {
  subject: string;
  greeting: string;
  paragraphs: string[];
  /** The books it is about, and what they cost together. */
  lines: { text: string; amount: string }[];
  total: { label: string; amount: string } | null;
  /** Something to read off: a tracking number, a code. */
  code: { label: string; value: string } | null;
  action: { label: string; url: string } | null;
  note: string | null;
  closing: string;
}

/** The words of one kind of mail in one language. */
export interface Words {
  subject: string;
  paragraphs: string[];
  action: string;
  note?: string;
  codeLabel?: string;
}
