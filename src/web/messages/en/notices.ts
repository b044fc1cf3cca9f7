import type { notices as spanish } from '../es/notices.ts';

/** What was done and what to do now, shown once after a form; named in the address as `done=NAME`. */
export const notices: typeof spanish = {
  signed_in: 'You are signed in. Good to see you!',
  signed_out: 'You are signed out.',
  cart_added: 'It is in your cart. Check out whenever you like, or look for another.',
  cart_changed: 'Your cart is up to date.',
  cart_removed: 'We took it out of your cart.',
  cart_again: 'We put what is still for sale into your cart.',
  purchase_paid: 'Done, it is paid! The summary is in your e-mail; now it is the seller’s turn.',
  purchase_cancelled: 'You cancelled the purchase. The books are back on the shelf.',
  receipt_confirmed: 'Good to hear it arrived. The money is on its way to the seller; tell us how it went.',
  dispute_sent: 'We have what you told us. The money stays with us while we look into it.',
  review_written: 'Thank you for your review: it is published.',
  account_suspended: 'The account is suspended.',
  account_restored: 'The account is active again.',
  account_role: 'The role is changed.',
  listing_blocked: 'The book is blocked.',
  listing_unblocked: 'The book is what it was before.',
  order_resolved: 'It is decided. The money goes where you said.',
  transfer_confirmed: 'The transfer is confirmed, and its order is paid.',
  refund_settled: 'The refund is recorded.',
  paid_out: 'The payout is recorded.',
  provider_saved: 'The delivery provider is saved.',
};
