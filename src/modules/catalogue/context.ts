import type { ShopSettings } from '../../platform/config/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Logger } from '../../platform/log.ts';
import type { PhotoStore } from '../../platform/photos/index.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { Profile } from '../accounts/index.ts';
import type { CatalogueEvents, EditionFacts } from './door.ts';
import type { IndexFollower } from './follow/index-follower.ts';
import type { PageStore } from './store-pages.ts';
import type { CatalogueTables } from './tables.ts';

/** Book data from outside, by ISBN-13; undefined where it knows nothing. It may throw and be slow: the catalogue copes. */
export interface OutsideBooks {
  find(isbn: string): Promise<EditionFacts | undefined>;
}

/** What every verb of the catalogue works with. */
export interface Context {
  readonly db: Database<CatalogueTables>;
  readonly pages: PageStore;
  readonly outbox: Queue<CatalogueEvents>;
  readonly photos: PhotoStore;
  readonly index: IndexFollower;
  readonly shop: ShopSettings;
  readonly log: Logger;
  readonly outsideBooks: OutsideBooks | undefined;
  /** Asked for a seller whom no event has told of yet. */
  readonly publicProfiles: ((input: { accountIds: string[] }) => Promise<Profile[]>) | undefined;
  /** Counts what happens, for metrics. */
  readonly count: (what: CountedThing, by: number) => void;
}

export type CountedThing = 'listings_published' | 'holds_taken' | 'holds_expired' | 'copies_sold';
