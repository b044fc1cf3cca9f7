/** A text as people compare it: without accents, case, and extra spaces. */
export const fold = (text: string): string =>
  text.toWellFormed().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
