/** What a reader is told for each code of docs/errors.md that a page can meet. */
export const refusals: Readonly<Record<string, string>> = {
  'listing.unavailable': 'Someone was quicker: one of the books is no longer available.',
  'listing.held': 'Some copies are on hold for buyers and can’t be taken away now.',
  'cursor.invalid': 'That link to more results no longer works. Go back to the start of the list.',
};
