import type { MailTexts } from './mail-texts.ts';

/** The shop's letters, in English. */
export const en: MailTexts = {
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  closing: (shop) => `With love for books,\n${shop}`,
  total: 'Total',
  delivery: 'Delivery',
  quotedTitle: (title) => `“${title}”`,
  andMore: (books, more) => `${books} and ${String(more)} more`,

  confirmation: (shop) => ({
    subject: `Confirm your e-mail address at ${shop}`,
    paragraphs: [
      `Welcome to ${shop}. All that is left is to confirm that this address is yours.`,
      'Once it is confirmed, you can be paid for what you sell, and what you bought without an account joins it.',
    ],
    action: 'Confirm my address',
    note: 'The link works once, for 48 hours. If you did not open this account, there is nothing to do.',
  }),
  registrationRepeated: (shop) => ({
    subject: `You already have an account at ${shop}`,
    paragraphs: [
      `Someone tried to open an account at ${shop} with this address, but you have one already.`,
      'If it was you, sign in with your usual password; if you forgot it, you can ask for a new one there.',
    ],
    action: 'Sign in',
    note: 'If it was not you, there is nothing to do: your account is as you left it.',
  }),
  reset: (shop) => ({
    subject: `Choose a new password for ${shop}`,
    paragraphs: [`You asked to change your password at ${shop}. Choose the new one here:`],
    action: 'Choose a password',
    note: 'The link works once, for one hour. If you did not ask for it, there is nothing to do: your password is the same as before.',
  }),
  passwordChanged: (shop) => ({
    subject: `Your password at ${shop} was changed`,
    paragraphs: [
      `The password of your account at ${shop} has just changed, and your other sessions were ended.`,
      'If it was you, all is well. If not, ask for a new password at once, from the sign-in page.',
    ],
    action: 'Go to the sign-in page',
  }),
  emailChangeRequested: (shop) => ({
    subject: `Confirm your new e-mail address at ${shop}`,
    paragraphs: [
      `You asked to use this address for your account at ${shop}. All that is left is to confirm that it is yours.`,
      'Until then you sign in with the one before, and nothing changes.',
    ],
    action: 'Confirm my new address',
    note: 'The link works once, for 48 hours. If you did not ask for it, there is nothing to do: no account will use this address.',
  }),
  emailChanged: (shop) => ({
    subject: `The e-mail address of your account at ${shop} was changed`,
    paragraphs: [
      `Your account at ${shop} has another e-mail address from now on. This one no longer signs in or resets the password, and your other sessions were ended.`,
      `If it was you, all is well. If not, somebody knows your password: write at once to the people who run ${shop}, and ask them to suspend the account and give it back to you. Where you use the same password elsewhere, change it there, too.`,
    ],
    action: 'Go to the sign-in page',
  }),

  purchasePlaced: ({ books }) => ({
    subject: `Set aside for you: ${books}`,
    paragraphs: [
      'These books are set aside for you for a while. The time left, and the ways to pay, are on the page of your purchase.',
    ],
    action: 'See and pay my purchase',
    note: 'If you choose a bank transfer, pay with the details that page shows: the books stay set aside while it arrives. If you have paid already, there is nothing more to do.',
  }),
  purchasePaid: ({ books }) => ({
    subject: `Payment received: ${books}`,
    paragraphs: ['We received your payment. The seller knows, and we will write to you when there is news.'],
    action: 'See my purchase',
  }),
  saleMade: ({ books, delivery }) => ({
    subject: `You sold ${books}`,
    paragraphs: [
      'Good news! Someone bought, and has paid for, what you see here.',
      `${delivery === null ? '' : `Delivery: ${delivery}. `}Get it ready soon: the page of the sale has all you need to hand it over.`,
    ],
    action: 'Prepare the sale',
    note: 'Your money is yours once the buyer confirms that all arrived well, or by itself some days after delivery.',
  }),
  saleCancelled: ({ books }) => ({
    subject: `Sale cancelled: ${books}`,
    paragraphs: ['This sale was cancelled before it left. Do not send it: your books are for sale again.'],
    action: 'See the sale',
  }),
  orderShipped: ({ books, seller, delivery, tracked }) => ({
    subject: `On its way: ${books}`,
    paragraphs: [`${seller ?? 'The seller'} sent your order${delivery === null ? '' : ` with ${delivery}`}.`],
    action: 'See my purchase',
    note: 'Once you have it in your hands, say so on that page: that is how the seller gets paid.',
    ...(tracked ? { codeLabel: 'Tracking number' } : {}),
  }),
  readyForPickup: ({ books, seller }) => ({
    subject: `Ready for pick-up: ${books}`,
    paragraphs: [
      `${seller ?? 'The seller'} has your order ready to hand over.`,
      'Tell them this code only when you hold the books and they are as you expected: it marks the order as delivered.',
    ],
    codeLabel: 'Hand-over code',
    action: 'See my purchase',
  }),
  orderCancelled: ({ books, seller, refund }) => ({
    subject: `Order cancelled: ${books}`,
    paragraphs: [
      `Your order${seller === null ? '' : ` from ${seller}`} was cancelled.`,
      refund
        ? 'What you paid for it goes back the way it came. There is nothing to do.'
        : 'There is nothing to pay for it.',
    ],
    action: 'See my purchase',
  }),
  orderRefunded: ({ books }) => ({
    subject: `Your refund: ${books}`,
    paragraphs: [
      'The refund of this order is approved. The money goes back the way you paid; your bank may take some days to show it.',
    ],
    action: 'See my purchase',
  }),
  refundDue: ({ books, amount }) => ({
    subject: `We owe you a refund: ${books}`,
    paragraphs: [
      'We received a payment of yours for books that we cannot give you: it came when they were no longer set aside, or you had paid before.',
      `We are sending back ${amount} the way it came. There is nothing to do.`,
    ],
    action: 'See my purchase',
  }),
};
