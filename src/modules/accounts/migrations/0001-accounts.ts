import { createTable, type Migrations } from '../../../platform/db/index.ts';
import { createQueueTable } from '../../../platform/queue/index.ts';

type AnyKysely = Parameters<Migrations[string]>[0];

const belongsToAccount = (table: string) => ({
  [`${table}_account`]: [['account_id'], 'accounts (id)'] as const,
});

/** Who: accounts and all that hangs on one. */
export async function createAccountsTables(db: AnyKysely): Promise<void> {
  await createAccounts(db);
  await createSessions(db);
  await createSecondFactors(db);
  await createAddresses(db);
  await createCounters(db);
  await createQueueTable(db, 'accounts_outbox');
}

async function createAccounts(db: AnyKysely): Promise<void> {
  await createTable(db, 'accounts', {
    columns: {
      id: 'id',
      email: 'text:254',
      name: 'text:100',
      password_hash: 'text:200',
      role: 'key',
      locale: 'key',
      city: 'text:100?',
      email_confirmed: 'boolean = 0',
      suspended: 'boolean = 0',
      created_at: 'integer',
    },
    primaryKey: ['id'],
    unique: { accounts_email: ['email'] },
    indexes: { accounts_role: ['role', 'suspended'], accounts_suspended: ['suspended'] },
  });
  await createTable(db, 'account_search_terms', {
    columns: { term: 'text:254', account_id: 'id' },
    primaryKey: ['term', 'account_id'],
    indexes: { account_search_terms_owner: ['account_id'] },
    foreignKeys: belongsToAccount('account_search_terms'),
  });
}

async function createSessions(db: AnyKysely): Promise<void> {
  await createTable(db, 'sessions', {
    columns: {
      token_hash: 'hash',
      id: 'id',
      account_id: 'id',
      second_factor_passed: 'boolean = 0',
      user_agent: 'text:300',
      created_at: 'integer',
      last_seen_at: 'integer',
      expires_at: 'integer',
    },
    primaryKey: ['token_hash'],
    unique: { sessions_id: ['id'] },
    indexes: { sessions_owner: ['account_id', 'last_seen_at'], sessions_expiry: ['expires_at'] },
    foreignKeys: belongsToAccount('sessions'),
  });
  await createTable(db, 'account_mail_tokens', {
    columns: { token_hash: 'hash', account_id: 'id', purpose: 'key', expires_at: 'integer' },
    primaryKey: ['token_hash'],
    indexes: { account_mail_tokens_owner: ['account_id', 'purpose'], account_mail_tokens_expiry: ['expires_at'] },
    foreignKeys: belongsToAccount('account_mail_tokens'),
  });
}

async function createSecondFactors(db: AnyKysely): Promise<void> {
  await createTable(db, 'second_factors', {
    columns: { account_id: 'id', secret: 'text:200', confirmed: 'boolean = 0', last_step: 'integer = 0' },
    primaryKey: ['account_id'],
    foreignKeys: belongsToAccount('second_factors'),
  });
  await createTable(db, 'recovery_codes', {
    columns: { account_id: 'id', code_hash: 'hash' },
    primaryKey: ['account_id', 'code_hash'],
    foreignKeys: belongsToAccount('recovery_codes'),
  });
}

async function createAddresses(db: AnyKysely): Promise<void> {
  await createTable(db, 'addresses', {
    columns: {
      id: 'id',
      account_id: 'id',
      name: 'text:100',
      phone: 'text:40',
      line1: 'text:200',
      line2: 'text:200?',
      city: 'text:100',
      region: 'text:100',
      country: 'text:2',
      postal_code: 'text:20?',
      created_at: 'integer',
    },
    primaryKey: ['id'],
    indexes: { addresses_owner: ['account_id', 'id'] },
    foreignKeys: belongsToAccount('addresses'),
  });
}

async function createCounters(db: AnyKysely): Promise<void> {
  await createTable(db, 'attempts', {
    columns: { key_hash: 'hash', used: 'integer', ends_at: 'integer' },
    primaryKey: ['key_hash'],
    indexes: { attempts_end: ['ends_at'] },
  });
  await createTable(db, 'audit_entries', {
    columns: {
      id: 'id',
      at: 'integer',
      actor_id: 'text:100',
      actor_name: 'text:100',
      action: 'key',
      subject: 'text:300',
      details: 'long',
    },
    primaryKey: ['id'],
  });
}
