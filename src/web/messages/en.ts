import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { book } from './en/book.ts';
import { catalogue } from './en/catalogue.ts';
import { checkout } from './en/checkout.ts';
import { errors } from './en/errors.ts';
import { forms } from './en/forms.ts';
import { guide } from './en/guide.ts';
import { listing } from './en/listing.ts';
import { mail } from './en/mail.ts';
import { notices } from './en/notices.ts';
import { orders } from './en/orders.ts';
import { publishing } from './en/publishing.ts';
import { refusals } from './en/refusals.ts';
import { selling } from './en/selling.ts';
import { shell } from './en/shell.ts';
import type { Messages } from './es.ts';

export const en: Messages = {
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
