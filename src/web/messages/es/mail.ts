/** Mails. */
export const mail = {};
