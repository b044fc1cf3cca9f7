export interface AccountsTable {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  role: string;
  locale: string;
  city: string | null;
  email_confirmed: number;
  suspended: number;
  created_at: number;
}

/** What an account is found by: its e-mail, and its folded name from each word on ("ana maria ruiz", "maria ruiz", "ruiz"). */
export interface SearchTermsTable {
  term: string;
  account_id: string;
}

export interface SessionsTable {
  token_hash: string;
  id: string;
  account_id: string;
  second_factor_passed: number;
  user_agent: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
}

export interface MailTokensTable {
  token_hash: string;
  account_id: string;
  purpose: string;
  expires_at: number;
}

/** `session_id` is the session in which the change was asked for. */
export interface EmailChangesTable {
  account_id: string;
  session_id: string;
  email: string;
  token_hash: string;
  expires_at: number;
}

/** `secret` is sealed with the shop's key; `last_step` is the time step of the last code taken. */
export interface SecondFactorsTable {
  account_id: string;
  secret: string;
  confirmed: number;
  last_step: number;
}

export interface RecoveryCodesTable {
  account_id: string;
  code_hash: string;
}

export interface AddressesTable {
  id: string;
  account_id: string;
  name: string;
  phone: string;
  line1: string;
  line2: string | null;
  city: string;
  region: string;
  country: string;
  postal_code: string | null;
  created_at: number;
}

export interface AttemptsTable {
  key_hash: string;
  used: number;
  ends_at: number;
}

export interface AuditEntriesTable {
  id: string;
  at: number;
  actor_id: string;
  actor_name: string;
  action: string;
  subject: string;
  details: string;
}

export interface AccountsTables {
  accounts: AccountsTable;
  account_search_terms: SearchTermsTable;
  sessions: SessionsTable;
  account_mail_tokens: MailTokensTable;
  email_changes: EmailChangesTable;
  second_factors: SecondFactorsTable;
  recovery_codes: RecoveryCodesTable;
  addresses: AddressesTable;
  attempts: AttemptsTable;
  audit_entries: AuditEntriesTable;
}
