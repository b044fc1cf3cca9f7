import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, soledadFacts } from './catalogue.fixture.ts';
import type { ImportRow, Listing } from './index.ts';

const rows = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, at) => ({
    line: at + 2,
    reference: `R-${String(at)}`,
    facts: { ...soledadFacts, title: `${at % 7 === 0 ? 'Cien' : 'Mil'} años, tomo ${String(at)}` },
    fields: { ...fields, priceMinor: 1000 + (at % 50) },
  }));

forEachDatabase('the queries of a page', (open, kind) => {
  let world: CatalogueWorld;
  let some: Listing;
  before(async () => {
    world = await openCatalogue(await open());
    const sellers = [world.lucia, world.mateo, newId(), newId()];
    for (const sellerId of sellers) await world.door.importRows({ sellerId, rows: rows(700) });
    await world.door.publishListing({
      sellerId: world.lucia,
      facts: { ...soledadFacts, isbn: '9788437604947' },
      fields,
    });
    some = (await world.door.search({ limit: 1, facets: false, sort: 'newest' })).items[0]!;
    await world.hold(some.id, 1, 0);
    if (kind === 'mysql')
      for (const table of ['listings', 'editions', 'holds', 'sellers'])
        await sql.raw(`analyze table ${table}`).execute(world.db.query);
  });
  after(() => world.close());

  const pages = (): Record<string, [number, () => Promise<unknown>]> => {
    const { door, lucia } = world;
    const listingId = some.id;
    return {
      'the newest': [3, () => door.search({ sort: 'newest', limit: 24, facets: false })],
      'the newest, next page': [
        3,
        async () =>
          door.search({ sort: 'newest', limit: 24, facets: false, cursor: cursorOf([some.publishedAt ?? 0, some.id]) }),
      ],
      'what a search found': [3, () => door.search({ q: 'anos tomo', limit: 24 })],
      'a listing': [2, () => door.getListing({ listingId })],
      'an edition by id': [3, () => door.getEdition({ isbnOrId: some.editionId })],
      'an edition by ISBN': [3, () => door.getEdition({ isbnOrId: '9788437604947' })],
      'copies of an edition': [2, () => door.listEditionListings({ editionId: some.editionId, limit: 24 })],
      'copies of an edition, next page': [
        2,
        () => door.listEditionListings({ editionId: some.editionId, limit: 24, cursor: cursorOf([1, some.id]) }),
      ],
      'my books': [2, () => door.listSellerListings({ sellerId: lucia, limit: 24 })],
      'my books of a state': [
        2,
        () => door.listSellerListings({ sellerId: lucia, state: 'active', limit: 24, cursor: cursorOf(['', some.id]) }),
      ],
      'my books by title': [2, () => door.listSellerListings({ sellerId: lucia, q: 'tomo 12', limit: 24 })],
      'my books counted': [1, () => door.countSellerListings({ sellerId: lucia })],
      'all listings': [2, () => door.searchListingsAsAdministrator({ limit: 24 })],
      'all listings of a state': [2, () => door.searchListingsAsAdministrator({ state: 'active', limit: 24 })],
      'all listings by title': [2, () => door.searchListingsAsAdministrator({ q: 'cien anos, tomo 1', limit: 24 })],
      'all listings by ISBN': [2, () => door.searchListingsAsAdministrator({ q: '9788437604947', limit: 24 })],
      'the map of the site': [1, () => door.sitemap({ limit: 1000, after: listingId })],
      'the map of the site from its start': [1, () => door.sitemap({ limit: 1000 })],
      'the parts of the map': [20, () => door.sitemapParts({ size: 500 })],
      'an ISBN': [1, () => door.lookUpIsbn({ isbn: '9788437604947' })],
      'lapsed holds': [1, () => world.expireHolds()],
    };
  };

  it('are few, have an index, and sort nothing', async () => {
    for (const [page, [most, ask]] of Object.entries(pages())) {
      const asked = await record(ask);
      assert.ok(asked.length > 0 && asked.length <= most, `${page}: ${String(asked.length)} queries`);
      for (const query of asked)
        assert.deepEqual(
          (await weaknesses(query)).filter((text) => !isSmall(page, text)),
          [],
          `${page}: ${query.sql}`,
        );
    }
  });

  /** Only an administrator who asks for an ISBN has its few copies sorted. */
  const isSmall = (page: string, text: string): boolean =>
    page === 'all listings by ISBN' && !/SCAN|scan|ALL/.test(text);

  it('of the index that is built read every listing once, and sort nothing', async () => {
    const neighbour = world.another();
    const asked = await record(() => neighbour.start(), true);
    await neighbour.stop();
    const reads = asked.filter(({ sql: text }) => text.includes('from "listings"') || text.includes('from `listings`'));
    assert.ok(reads.length >= 2);
    for (const query of reads) assert.deepEqual(await weaknesses(query), [], query.sql);
  });

  it('are known to be weak where they are: the test can fail', async () => {
    const weak = world.db.query
      .selectFrom('listings as l')
      .select('id')
      .where('notes', '=', 'x')
      .orderBy('updated_at')
      .compile();
    assert.ok((await weaknesses(weak)).length > 0);
  });

  const cursorOf = (key: [number | string, string]) => Buffer.from(JSON.stringify(key)).toString('base64url');

  async function record(ask: () => Promise<unknown>, background = false): Promise<CompiledQuery[]> {
    const executor = world.db.query.getExecutor();
    const asked: CompiledQuery[] = [];
    const execute = executor.executeQuery.bind(executor);
    executor.executeQuery = (query) => {
      if (background || !ofFollower.test(query.sql)) asked.push(query);
      return execute(query);
    };
    try {
      await ask();
    } finally {
      executor.executeQuery = execute;
    }
    return asked;
  }

  /** Full scans and sorts of tables that grow. */
  async function weaknesses(query: CompiledQuery): Promise<string[]> {
    const explained = CompiledQuery.raw(`explain ${kind === 'sqlite' ? 'query plan ' : ''}${query.sql}`, [
      ...query.parameters,
    ]);
    const { rows: steps } = await world.db.query.executeQuery<Record<string, string | null>>(explained);
    const texts = steps.flatMap((step) => step.detail ?? step.EXPLAIN?.split('\n') ?? tabular(step));
    return texts.filter((text) => weak.test(text));
  }
});

/** What keeps the index up to date asks now and then, whatever page is shown. */
const ofFollower = /changed_at["`]? (>=|\))|max\(changed_at|^select cast/;

/** A scan in the order of an index, which a limit ends, is none. As SQLite says it; as MySQL says it since version 9; as MySQL and MariaDB say it in a table. */
const weak = /^SCAN (?!CONSTANT)(?!.*USING)|TEMP B-TREE FOR ORDER|-> (Table scan on (?!<)|Sort)|^ALL (?!<)|filesort/;

const tabular = (step: Record<string, string | null>): string =>
  `${step.type ?? ''} ${step.table ?? ''} ${step.Extra ?? ''}`;
