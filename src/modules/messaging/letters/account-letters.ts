import type { MailEvents } from '../door.ts';
import type { Desk } from './desk.ts';
import type { Letter, Words } from './letter.ts';

type Account<K extends keyof MailEvents> = { payload: MailEvents[K]; desk: Desk };

export const confirmation = ({
  payload,
  desk,
}: Account<'account.registered' | 'account.confirmation_requested'>): Letter =>
  plain(desk, desk.texts.confirmation(desk.shopName), desk.links.confirm(payload.confirmToken));

export const registrationRepeated = ({ desk }: Account<'account.registration_repeated'>): Letter =>
  plain(desk, desk.texts.registrationRepeated(desk.shopName), desk.links.signIn());

export const reset = ({ payload, desk }: Account<'account.reset_requested'>): Letter =>
  plain(desk, desk.texts.reset(desk.shopName), desk.links.reset(payload.resetToken));

export const passwordChanged = ({ desk }: Account<'account.password_changed'>): Letter =>
  plain(desk, desk.texts.passwordChanged(desk.shopName), desk.links.signIn());

export const emailChangeRequested = ({ payload, desk }: Account<'account.email_change_requested'>): Letter =>
  plain(desk, desk.texts.emailChangeRequested(desk.shopName), desk.links.newEmail(payload.changeToken));

export const emailChanged = ({ desk }: Account<'account.email_changed'>): Letter =>
  plain(desk, desk.texts.emailChanged(desk.shopName), desk.links.signIn());

const plain = (desk: Desk, words: Words, url: string): Letter => ({
  subject: words.subject,
  greeting: desk.greeting,
  paragraphs: words.paragraphs,
  lines: [],
  total: null,
  code: null,
  action: { label: words.action, url },
  note: words.note ?? null,
  closing: desk.closing,
});
