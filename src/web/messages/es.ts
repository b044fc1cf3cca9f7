import { account } from './es/account.ts';
import { admin } from './es/admin.ts';
import { book } from './es/book.ts';
import { catalogue } from './es/catalogue.ts';
import { checkout } from './es/checkout.ts';
import { errors } from './es/errors.ts';
import { forms } from './es/forms.ts';
import { guide } from './es/guide.ts';
import { listing } from './es/listing.ts';
import { mail } from './es/mail.ts';
import { notices } from './es/notices.ts';
import { orders } from './es/orders.ts';
import { publishing } from './es/publishing.ts';
import { refusals } from './es/refusals.ts';
import { selling } from './es/selling.ts';
import { shell } from './es/shell.ts';

/** Every text of the shop. Spanish is the model: its shape is the type that the other language must have. */
export const es = {
  account,
  admin,
  book,
  catalogue,
  checkout,
  errors,
  forms,
  guide,
  listing,
  mail,
  notices,
  orders,
  publishing,
  refusals,
  selling,
  shell,
};

export type Messages = typeof es;
