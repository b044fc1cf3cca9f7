import { createTable, type Migrations } from '../../../platform/db/index.ts';

type AnyKysely = Parameters<Migrations[string]>[0];

/** The address that a member wants instead of the one there is, until its mailbox says so; one for each account. */
export async function createEmailChanges(db: AnyKysely): Promise<void> {
  await createTable(db, 'email_changes', {
    columns: { account_id: 'id', session_id: 'id', email: 'text:254', token_hash: 'hash', expires_at: 'integer' },
    primaryKey: ['account_id'],
    unique: { email_changes_token_hash: ['token_hash'] },
    indexes: { email_changes_expiry: ['expires_at'] },
    foreignKeys: { email_changes_account: [['account_id'], 'accounts (id)'] },
  });
}
