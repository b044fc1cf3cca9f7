/** The sandbox gateway's cards that do something of their own. */
export const testCards = [
  { number: '4242 4242 4242 4242', does: 'pays' },
  { number: '4000 0000 0000 0002', does: 'declined' },
  { number: '4000 0000 0000 0077', does: 'slow' },
  { number: '4000 0000 0000 0093', does: 'twice' },
  { number: '4000 0000 0000 0101', does: 'late' },
] as const;

export const payingCard = testCards[0].number;
