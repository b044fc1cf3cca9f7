import type { Words } from '../letters/letter.ts';

/** What the texts of a mail about books may speak of. */
export interface OrderFacts {
  shop: string;
  /** "«El coronel…»", or "«El coronel…» y 2 más". */
  books: string;
  seller: string | null;
  delivery: string | null;
}

/** The texts of every mail in one language. */
export interface MailTexts {
  greeting: (name: string | null) => string;
  closing: (shop: string) => string;
  total: string;
  delivery: string;
  quotedTitle: (title: string) => string;
  andMore: (books: string, more: number) => string;

  confirmation: (shop: string) => Words;
  registrationRepeated: (shop: string) => Words;
  reset: (shop: string) => Words;
  passwordChanged: (shop: string) => Words;
  emailChangeRequested: (shop: string) => Words;
  emailChanged: (shop: string) => Words;

  purchasePlaced: (facts: OrderFacts) => Words;
  purchasePaid: (facts: OrderFacts) => Words;
  saleMade: (facts: OrderFacts) => Words;
  saleCancelled: (facts: OrderFacts) => Words;
  orderShipped: (facts: OrderFacts & { tracked: boolean }) => Words;
  readyForPickup: (facts: OrderFacts) => Words;
  orderCancelled: (facts: OrderFacts & { refund: boolean }) => Words;
  orderRefunded: (facts: OrderFacts) => Words;
  refundDue: (facts: OrderFacts & { amount: string }) => Words;
}
