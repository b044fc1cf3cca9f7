/** How the sandbox treats a card: its answer at once, and the notices that follow, each after a delay. */
export interface CardBehaviour {
  answer: 'paid' | 'pending' | 'failed';
  notices: { status: 'paid' | 'failed'; delayMs: number | 'after_hold' }[];
}

const pays: CardBehaviour = { answer: 'paid', notices: [{ status: 'paid', delayMs: 0 }] };

const special: Readonly<Record<string, CardBehaviour>> = {
  '4000000000000002': { answer: 'failed', notices: [{ status: 'failed', delayMs: 0 }] },
  '4000000000000077': { answer: 'pending', notices: [{ status: 'paid', delayMs: 2_000 }] },
  '4000000000000093': {
    answer: 'paid',
    notices: [
      { status: 'paid', delayMs: 0 },
      { status: 'paid', delayMs: 500 },
    ],
  },
  '4000000000000101': { answer: 'pending', notices: [{ status: 'paid', delayMs: 'after_hold' }] },
};

export const behaviourOf = (cardNumber: string): CardBehaviour => special[cardNumber] ?? pays;
