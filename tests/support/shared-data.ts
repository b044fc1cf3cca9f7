import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Real catalogues and queries that lie beside the repository, not in it. */
export const sharedDataFolder = join(import.meta.dirname, '../../../shared/data');

/** The reason why a test that needs them is skipped here, or undefined where they are. */
export function dataMissing(): string | undefined {
  return existsSync(sharedDataFolder) ? undefined : 'needs ../shared/data';
}
