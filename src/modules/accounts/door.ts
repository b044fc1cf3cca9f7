export type Role = 'member' | 'administrator';
export type Locale = 'es' | 'en';

/** Who acts: what a session says of its owner. */
export interface Actor {
  accountId: string;
  sessionId: string;
  name: string;
  email: string;
  role: Role;
  locale: Locale;
  emailConfirmed: boolean;
  /** A second factor that this account has, and whether this session has shown it. */
  secondFactor: 'none' | 'passed';
}

export interface Account {
  id: string;
  name: string;
  email: string;
  emailConfirmed: boolean;
  role: Role;
  locale: Locale;
  city: string | null;
  suspended: boolean;
  secondFactor: boolean;
  createdAt: number;
}

/** What anyone may see of an account. */
export interface Profile {
  id: string;
  name: string;
  city: string | null;
  since: number;
  suspended: boolean;
}

export interface Address {
  name: string;
  phone: string;
  line1: string;
  line2?: string | undefined;
  city: string;
  region: string;
  country: string;
  postalCode?: string | undefined;
}

export interface SavedAddress extends Address {
  id: string;
}

export interface Session {
  id: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  userAgent: string;
  current: boolean;
}

export interface SignedIn {
  token: string;
  expiresAt: number;
  account: Account;
}

/** `secondFactorRequired`: the password was right, and `signIn` wants `code` as well. */
export type SignInAnswer = SignedIn | { secondFactorRequired: true };

export interface AuditEntry {
  id: string;
  at: number;
  actorId: string;
  actorName: string;
  action: string;
  subject: string;
  details: Record<string, unknown>;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Who: accounts, sessions, addresses, roles, the audit log. */
export interface Accounts {
  /** The same answer for a free and a taken address; the owner of a taken one gets a mail. */
  register(input: {
    name: string;
    email: string;
    password: string;
    locale: Locale;
    city?: string | undefined;
    from: string;
  }): Promise<{ name: string; email: string }>;
  confirmEmail(input: { token: string }): Promise<{ accountId: string; email: string }>;
  sendConfirmation(input: { accountId: string }): Promise<void>;
  /** Errors: `credentials.wrong` 401, `account.suspended` 403, `attempts.too_many` 429. `from` is the client's address, for the limits. */
  signIn(input: {
    email: string;
    password: string;
    code?: string | undefined;
    userAgent: string;
    from: string;
  }): Promise<SignInAnswer>;
  signOut(input: { token: string }): Promise<void>;
  /** One indexed look-up; undefined for an unknown, ended or suspended session. */
  authenticate(input: { token: string }): Promise<Actor | undefined>;
  listSessions(input: { accountId: string; sessionId: string }): Promise<Session[]>;
  endSession(input: { accountId: string; sessionId: string }): Promise<void>;
  endOtherSessions(input: { accountId: string; sessionId: string }): Promise<void>;
  requestPasswordReset(input: { email: string; from: string }): Promise<void>;
  resetPassword(input: { token: string; password: string }): Promise<void>;
  /** Ends all other sessions and gives this one a new token; the old one is void. Errors: `password.wrong` 422, `password.weak` 422. */
  changePassword(input: {
    accountId: string;
    sessionId: string;
    current: string;
    next: string;
  }): Promise<{ token: string; expiresAt: number }>;
  /**
   * Mails a link to the wanted address; nothing changes before `confirmEmailChange`. The same answer for a free and a taken address; the owner of a taken one
   * gets a mail. Errors: `email.invalid` 422, `email.unchanged` 422, `password.wrong` 422, `attempts.too_many` 429.
   */
  changeEmail(input: { accountId: string; sessionId: string; password: string; email: string }): Promise<void>;
  /** Mails another link, and the one before is void. Errors: `email_change.not_found` 404, `attempts.too_many` 429. */
  sendEmailChange(input: { accountId: string }): Promise<void>;
  /** The address that waits for its confirmation. */
  findEmailChange(input: { accountId: string }): Promise<{ email: string; expiresAt: number } | undefined>;
  cancelEmailChange(input: { accountId: string }): Promise<void>;
  /**
   * Switches the address. Sessions end but one: `sessionId` where it is the account's, else the one in which the change was asked for.
   * Errors: `token.invalid` 422, `email.taken` 409.
   */
  confirmEmailChange(input: {
    token: string;
    sessionId?: string | undefined;
  }): Promise<{ accountId: string; email: string }>;
  getAccount(input: { accountId: string }): Promise<Account>;
  findAccountByEmail(input: { email: string }): Promise<Account | undefined>;
  updateAccount(input: {
    accountId: string;
    name?: string | undefined;
    city?: string | null | undefined;
    locale?: Locale | undefined;
  }): Promise<Account>;
  publicProfiles(input: { accountIds: string[] }): Promise<Profile[]>;
  listAddresses(input: { accountId: string }): Promise<SavedAddress[]>;
  saveAddress(input: { accountId: string; address: Address }): Promise<SavedAddress>;
  removeAddress(input: { accountId: string; addressId: string }): Promise<void>;
  /** Second factor (TOTP): start gives the secret and its otpauth URL; confirm switches it on and gives recovery codes once. */
  startSecondFactor(input: { accountId: string }): Promise<{ secret: string; url: string }>;
  confirmSecondFactor(input: {
    accountId: string;
    sessionId: string;
    code: string;
  }): Promise<{ recoveryCodes: string[] }>;
  removeSecondFactor(input: { accountId: string; sessionId: string; password: string }): Promise<void>;
  /** How many recovery codes are left. */
  countRecoveryCodes(input: { accountId: string }): Promise<number>;
  /**
   * Counts attempts in the database by `key` and, where given, the client's address (`from`; an IPv6 client counts by its /64).
   * Errors: `attempts.too_many` 429, `details.retryAfterSeconds`.
   */
  countAttempt(input: { key: string; from?: string | undefined; limit: number; windowSeconds: number }): Promise<void>;

  /* administration */
  createAccount(input: {
    name: string;
    email: string;
    password: string;
    role?: Role;
    city?: string | undefined;
    locale?: Locale;
    confirmed?: boolean;
    createdAt?: number;
  }): Promise<Account>;
  searchAccounts(input: { q?: string | undefined; cursor?: string | undefined; limit: number }): Promise<Page<Account>>;
  setSuspended(input: { accountId: string; suspended: boolean }): Promise<Account>;
  setRole(input: { accountId: string; role: Role }): Promise<Account>;
  /** For an operator, when telephone and recovery codes are lost: switches the second factor off and ends all sessions. */
  clearSecondFactor(input: { accountId: string }): Promise<void>;
  countAccounts(): Promise<{ accounts: number; suspended: number }>;
  recordAudit(input: {
    actorId: string;
    actorName: string;
    action: string;
    subject: string;
    details?: Record<string, unknown>;
  }): Promise<void>;
  listAudit(input: { cursor?: string | undefined; limit: number }): Promise<Page<AuditEntry>>;
  /** Removes what has lapsed (sessions, tokens, counts); worker only. Answers how many rows went: call it again while it finds some. */
  forgetExpired(): Promise<number>;
  audit(): Promise<string[]>;
}

/** Events (in `accounts_outbox`), delivered at least once. */
export interface AccountsEvents {
  'account.registered': { accountId: string; email: string; name: string; locale: Locale; confirmToken: string };
  'account.registration_repeated': { email: string; name: string; locale: Locale };
  'account.confirmation_requested': {
    accountId: string;
    email: string;
    name: string;
    locale: Locale;
    confirmToken: string;
  };
  'account.email_confirmed': { accountId: string; email: string };
  'account.reset_requested': { accountId: string; email: string; name: string; locale: Locale; resetToken: string };
  'account.password_changed': { accountId: string; email: string; name: string; locale: Locale };
  /** To the address that is wanted. */
  'account.email_change_requested': {
    accountId: string;
    email: string;
    name: string;
    locale: Locale;
    changeToken: string;
  };
  /** To the address that the account had before. */
  'account.email_changed': { accountId: string; email: string; name: string; locale: Locale };
  /** Name, city or suspension changed: the catalogue keeps its own copy. */
  'account.profile_changed': { accountId: string; name: string; city: string | null; suspended: boolean };
}
