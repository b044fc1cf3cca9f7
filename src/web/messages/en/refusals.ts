/** What a reader is told for each code of docs/errors.md that a page can meet. */
export const refusals: Readonly<Record<string, string>> = {
  'listing.unavailable': 'Someone was quicker: one of the books is no longer available.',
  'listing.held': 'Some copies are on hold for buyers and can’t be taken away now.',
  'cursor.invalid': 'That link to more results no longer works. Go back to the start of the list.',
  'session.missing': 'Sign in to go on.',
  'token.invalid': 'That link was used or is too old. Ask for another.',
  'shop.busy': 'Many people are signing in at once. Wait a few seconds and try again.',
  'form.forged': 'The form expired or came from another site. Go back, reload the page and send it again.',
  'form.unreadable': 'We could not read the form. Go back and send it again.',
  'second_factor.state': 'Two-step verification has changed. See how it is in your account.',
  'listing.state': 'That change is no longer possible: the book is in another state.',
  'listing.photos_full': 'A book has eight photos at most.',
  'order.state': 'The order has changed in the meantime, and that is no longer possible. See how it is now.',
  'idempotency.mismatch': 'That form was sent before with other data. Open the page again.',
};
