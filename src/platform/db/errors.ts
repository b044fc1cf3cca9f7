import { isBusy } from './sqlite.ts';

interface DatabaseError {
  code?: unknown;
  errno?: unknown;
  message?: unknown;
}

function codeOf(error: unknown): string {
  const code = (error as DatabaseError | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** A row with the same unique key is there already; with `constraint` (named `table_column_column`), on that key only. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  const code = codeOf(error);
  const duplicate =
    code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
  return (
    duplicate && (constraint === undefined || constraintOf(String((error as DatabaseError).message)) === constraint)
  );
}

/** MySQL names the key; SQLite names its columns, from which our key's name follows. */
function constraintOf(message: string): string | undefined {
  const mysql = /for key '(?:[^'.]+\.)?([^']+)'/.exec(message);
  if (mysql) return mysql[1];
  const columns = /constraint failed: (.+)$/.exec(message)?.[1]?.split(', ') ?? [];
  const table = columns[0]?.split('.')[0] ?? '';
  return [table, ...columns.map((column) => column.split('.')[1])].join('_');
}

export function isForeignKeyViolation(error: unknown): boolean {
  return [
    'ER_NO_REFERENCED_ROW_2',
    'ER_ROW_IS_REFERENCED_2',
    'SQLITE_CONSTRAINT_FOREIGNKEY',
    'SQLITE_CONSTRAINT_TRIGGER',
  ].includes(codeOf(error));
}

export function isCheckViolation(error: unknown): boolean {
  return ['ER_CHECK_CONSTRAINT_VIOLATED', 'ER_CONSTRAINT_FAILED', 'SQLITE_CONSTRAINT_CHECK'].includes(codeOf(error));
}

/** The statement lost against another transaction, and nothing of it is left: the whole transaction can be tried again. */
export function isConflict(error: unknown): boolean {
  return ['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD'].includes(codeOf(error)) || isBusy(error);
}

/** The database cannot be reached just now. */
export function isUnreachable(error: unknown): boolean {
  return [
    'PROTOCOL_CONNECTION_LOST',
    'PROTOCOL_SEQUENCE_TIMEOUT',
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ER_SERVER_SHUTDOWN',
    'ER_CON_COUNT_ERROR',
    'ER_NORMAL_SHUTDOWN',
  ].includes(codeOf(error));
}

/** The statement names a table that is not there (yet). */
export function isMissingTable(error: unknown): boolean {
  if (codeOf(error) === 'ER_NO_SUCH_TABLE') return true;
  return codeOf(error) === 'SQLITE_ERROR' && String((error as DatabaseError).message).startsWith('no such table');
}
