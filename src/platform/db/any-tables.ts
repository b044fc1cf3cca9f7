import type { Kysely } from 'kysely';

/**
 * A connection or transaction of whichever module: for what the platform does with tables that it does not know.
 * Kysely's types are invariant in their tables, so nothing narrower takes them all.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyKysely = Kysely<any>;
