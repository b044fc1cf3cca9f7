/** Publishing a book, and the seller's own listings. */
export const publishing = {};
