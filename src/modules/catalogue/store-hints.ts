import { type RawBuilder, sql } from 'kysely';

/**
 * Names the index to read a table by. MySQL's guess goes wrong where few values are told apart: for a page in the order
 * of ids it would read and sort every active listing. To other databases it is a comment.
 */
export const readBy = (table: string, index: string): RawBuilder<unknown> => sql.raw(`/*+ INDEX(${table} ${index}) */`);
