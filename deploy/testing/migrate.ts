import { migrateAll } from '../../src/compose.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
const db = openDatabase(readConfig().database) as never;
console.log((await migrateAll(db)).length);
process.exit(0);
