import type { ShopSettings } from '../../platform/config/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Logger } from '../../platform/log.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { Accounts } from '../accounts/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Delivery } from '../delivery/index.ts';
import type { Payments } from '../payments/index.ts';
import type { SalesEvents } from './door.ts';
import type { SalesTables } from './tables.ts';

export type MailType = Exclude<keyof SalesEvents, 'seller.rated'> | 'sale.made';

/** What the outbox keeps: a mail names its order; what it says is read when it is sent. */
export interface SalesJobs {
  'job.mail': { mail: MailType; purchaseId: string; orderId?: string; amountMinor?: number; amountCurrency?: string };
  /** What a change of an order asks of the other modules, in case the process that made the change did not get to it. */
  'job.follow_up': { orderId: string };
  'seller.rated': SalesEvents['seller.rated'];
}

export interface SalesContext {
  db: Database<SalesTables>;
  outbox: Queue<SalesJobs>;
  catalogue: Catalogue;
  payments: Payments;
  delivery: Delivery;
  accounts: Accounts;
  shop: ShopSettings;
  secretKey: string;
  log: Logger;
}
