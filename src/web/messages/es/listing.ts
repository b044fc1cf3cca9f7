/** The page of one copy. */
export const listing = {};
