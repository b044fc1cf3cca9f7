/** Sales, money and payouts of a seller. */
export const selling = {};
