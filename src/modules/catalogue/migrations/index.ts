import type { Migrations } from '../../../platform/db/index.ts';
import { createCatalogueTables } from './0001-catalogue.ts';

export const migrations: Migrations = { '0001-catalogue': createCatalogueTables };
