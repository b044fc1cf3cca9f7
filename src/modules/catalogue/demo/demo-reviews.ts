import { diceFor } from '../../../platform/dice.ts';
import { demoSellers } from './demo-people.ts';
import { buyerNames, reviewTexts } from './review-texts.ts';

export type DemoReview = {
  readonly sellerEmail: string;
  readonly buyerName: string;
  readonly stars: 3 | 4 | 5;
  readonly text: string;
  readonly daysAgo: number;
};

/** Reviews of the demonstration sellers, about 90, more for those who sell more; the same at each call. */
export function demoReviews(): DemoReview[] {
  const dice = diceFor('demo reviews');
  const tickets = demoSellers.flatMap((seller) => Array.from({ length: seller.share }, () => seller));
  return reviewTexts.flatMap(([stars, text]) => {
    const seller = tickets[dice(tickets.length)];
    const buyerName = buyerNames[dice(buyerNames.length)];
    if (!seller || !buyerName) return [];
    const daysAgo = 2 + dice(Math.min(400, seller.sinceDaysAgo - 2));
    return [{ sellerEmail: seller.email, buyerName, stars, text, daysAgo }];
  });
}
