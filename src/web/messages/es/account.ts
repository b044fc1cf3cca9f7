/** Accounts: registration, sign-in, profile, addresses, sessions. */
export const account = {};
