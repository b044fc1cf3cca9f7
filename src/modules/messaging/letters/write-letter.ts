import type { ShopSettings } from '../../../platform/config/index.ts';
import type { Locale, MailEvents } from '../door.ts';
import {
  confirmation,
  emailChanged,
  emailChangeRequested,
  passwordChanged,
  registrationRepeated,
  reset,
} from './account-letters.ts';
import { type Desk, deskFor } from './desk.ts';
import type { Letter } from './letter.ts';
import * as orders from './order-letters.ts';

type Writers = { [K in keyof MailEvents]: (input: { payload: MailEvents[K]; desk: Desk }) => Letter | undefined };

const writers: Writers = {
  'account.registered': confirmation,
  'account.confirmation_requested': confirmation,
  'account.registration_repeated': registrationRepeated,
  'account.reset_requested': reset,
  'account.password_changed': passwordChanged,
  'account.email_change_requested': emailChangeRequested,
  'account.email_changed': emailChanged,
  'purchase.placed': orders.purchasePlaced,
  'purchase.paid': orders.purchasePaid,
  // The buyer reads of the whole purchase, the seller of `sale.made`.
  'order.paid': () => undefined,
  'sale.made': orders.saleMade,
  'sale.cancelled': orders.saleCancelled,
  'order.shipped': orders.orderShipped,
  'order.ready_for_pickup': orders.readyForPickup,
  'order.cancelled': orders.orderCancelled,
  'order.refunded': orders.orderRefunded,
  'purchase.refund_due': orders.refundDue,
};

export interface Addressed {
  email: string;
  name: string;
  locale: Locale;
}

/** Whom an event is told to: its payload, or the reader that it names. */
export const readerOf = (payload: MailEvents[keyof MailEvents]): Addressed => ('to' in payload ? payload.to : payload);

/** The letter that an event asks for, in its reader's language; none for an event that another one tells. */
export function writeLetter<K extends keyof MailEvents>(input: {
  type: K;
  payload: MailEvents[K];
  shop: ShopSettings;
  publicUrl: string;
}): Letter | undefined {
  const { type, payload, shop, publicUrl } = input;
  return writers[type]({ payload, desk: deskFor(shop, publicUrl, readerOf(payload)) });
}
