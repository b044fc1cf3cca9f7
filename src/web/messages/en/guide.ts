import type { guide as spanish } from '../es/guide.ts';

export const guide: typeof spanish = {
  title: 'How it works',
  lead: 'A second-hand bookshop made by many hands: anyone can sell, anyone can buy, and nobody pays for what doesn’t arrive.',
  buyerTitle: 'If you are after a book',
  buyer: [
    { title: 'Find it', text: 'Search by title, author or ISBN. Accents don’t matter, nor does a wrong letter.' },
    { title: 'Look at the copy', text: 'Photos, condition and flaws, told by whoever has it in their hands.' },
    {
      title: 'Pay without worry',
      text: 'Once you pay, the book is yours. Your money waits until you have received it.',
    },
    { title: 'Get it, and tell us', text: 'Confirm that it arrived well, and leave a review for the next reader.' },
  ],
  sellerTitle: 'If you have books to sell',
  seller: [
    { title: 'Type the ISBN', text: 'Usually that is all: title and author fill themselves in.' },
    { title: 'Say how it looks', text: 'Seven conditions, one line each. A couple of phone photos, and the price.' },
    { title: 'Send it or hand it over', text: 'We tell you at once. Post it, or hand it over in person with a code.' },
    { title: 'Get your money', text: 'When the book arrives, the price less commission is yours.' },
  ],
  conditionsTitle: 'The seven conditions of a book',
  conditionsLead: 'The same words for everyone, from spotless to well lived.',
  questionsTitle: 'What everyone asks',
  questions: (commission) => [
    {
      question: 'What if the book doesn’t arrive?',
      answer:
        'You lose nothing: the seller isn’t paid until the book arrives. Tell us from your purchases, and it is sorted out or refunded.',
    },
    {
      question: 'What if it isn’t as described?',
      answer:
        'Tell us before you confirm receipt. The seller described its condition; if it doesn’t match, you get your money back.',
    },
    {
      question: 'What does selling cost?',
      answer: `Publishing is free. When you sell, the shop keeps ${commission} of the book’s price; what you are paid for delivery is all yours.`,
    },
    {
      question: 'Do I need an account to buy?',
      answer:
        'No. An e-mail address is enough, and you can follow your purchase from it. With an account, everything is in one place.',
    },
  ],
  startBuying: 'Find a book',
  startSelling: 'Sell a book',
};
