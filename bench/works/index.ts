import { pageWorks } from './pages.ts';
import type { Work } from './work.ts';

/** Everything that is measured, in the order of the table. */
export const works: readonly Work[] = [...pageWorks];
