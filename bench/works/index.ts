import { pageWorks } from './pages.ts';
import { processWorks } from './process.ts';
import { publishingWork } from './publishing.ts';
import { purchaseWorks } from './purchase.ts';
import type { Work } from './work.ts';

/** Everything that is measured, in the order of the table. */
export const works: readonly Work[] = [...pageWorks, ...purchaseWorks, publishingWork, ...processWorks];
