import type { Context } from './context.ts';
import { findViolations } from './store-audit.ts';

/** Sentences about rules of the shop's copies that the database violates; none where all is well. */
export const auditCatalogue = (context: Context): Promise<string[]> => findViolations(context.db.query);
