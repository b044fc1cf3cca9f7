import type { Kysely } from 'kysely';
import type { ReadRow } from './import-row.ts';
import { invalid } from './listing-input.ts';
import type { EditionRow } from './row.ts';
import {
  changeEdition,
  deleteEdition,
  editionRow,
  findEditionsById,
  findEditionsByIsbn,
  findOrCreateWorks,
  insertEditions,
} from './store-editions.ts';
import type { CatalogueTables, ListingsTable } from './tables.ts';
import { workKeyOf } from './work.ts';

type Trx = Kysely<CatalogueTables>;
const rowsAStatement = 100;

/** The editions that a batch of rows needs: known ones are left as they are, missing ones are made with their works, all at once. */
export class BatchEditions {
  readonly #trx: Trx;
  readonly #byIsbn: ReadonlyMap<string, EditionRow>;
  /** Editions without ISBN, by the key of the row whose listing they belong to. */
  readonly #own: ReadonlyMap<string, EditionRow>;
  readonly #ofListings: ReadonlyMap<string, EditionRow>;

  private constructor(
    trx: Trx,
    byIsbn: ReadonlyMap<string, EditionRow>,
    own: ReadonlyMap<string, EditionRow>,
    ofListings: ReadonlyMap<string, EditionRow>,
  ) {
    this.#trx = trx;
    this.#byIsbn = byIsbn;
    this.#own = own;
    this.#ofListings = ofListings;
  }

  static async load(
    trx: Trx,
    rows: readonly ReadRow[],
    known: ReadonlyMap<string, ListingsTable>,
  ): Promise<BatchEditions> {
    const byIsbn = await loadByIsbn(trx, rows);
    const needed = rows.filter(
      (row) =>
        row.fields.quantity > 0 && row.facts.title !== undefined && needsEdition(row, known.get(row.key), byIsbn),
    );
    const made = await makeEditions(trx, needed);
    const own = new Map([...made].filter(([, edition]) => edition.isbn === null));
    const fresh = needed.flatMap((row) => row.facts.isbn ?? []);
    for (const edition of await findEditionsByIsbn(trx, fresh)) byIsbn.set(edition.isbn ?? '', edition);
    const ofListings = await findEditionsById(
      trx,
      [...known.values()].filter((listing) => listing.isbn === null).map((listing) => listing.edition_id),
    );
    return new BatchEditions(trx, byIsbn, own, new Map(ofListings.map((edition) => [edition.id, edition])));
  }

  /** Errors: `listing.invalid` for a book that the shop doesn't know and that has no title. */
  editionOf(row: ReadRow): EditionRow {
    const edition = row.facts.isbn === undefined ? this.#own.get(row.key) : this.#byIsbn.get(row.facts.isbn);
    if (!edition) throw invalid('title', 'A book that the shop doesn’t know needs a title.');
    return edition;
  }

  /** The edition that a listing is of from now on, where the row says another one or other facts of the listing's own. */
  async changeOf(row: ReadRow, listing: ListingsTable): Promise<EditionRow | undefined> {
    if (row.facts.isbn !== undefined && row.facts.isbn !== listing.isbn) return this.editionOf(row);
    const own = this.#ofListings.get(listing.edition_id);
    if (!own || row.facts.isbn !== undefined || saysTheSame(row, own)) return undefined;
    return changeEdition(this.#trx, own, row.facts);
  }

  /** An edition without ISBN goes when its listing has left it. */
  async leave(listing: ListingsTable, edition: EditionRow | undefined): Promise<void> {
    if (edition && listing.isbn === null && edition.id !== listing.edition_id)
      await deleteEdition(this.#trx, listing.edition_id);
  }
}

async function loadByIsbn(trx: Trx, rows: readonly ReadRow[]): Promise<Map<string, EditionRow>> {
  const isbns = new Set(rows.flatMap((row) => row.facts.isbn ?? []));
  return new Map((await findEditionsByIsbn(trx, [...isbns])).map((edition) => [edition.isbn ?? '', edition]));
}

function needsEdition(
  row: ReadRow,
  listing: ListingsTable | undefined,
  byIsbn: ReadonlyMap<string, EditionRow>,
): boolean {
  if (row.facts.isbn !== undefined) return !byIsbn.has(row.facts.isbn);
  return listing === undefined || listing.state === 'removed';
}

/** By the keys of their rows; two rows with one new ISBN share an edition. */
async function makeEditions(trx: Trx, rows: readonly ReadRow[]): Promise<Map<string, EditionRow>> {
  const firstOfIsbn = new Map(rows.toReversed().map((row) => [row.facts.isbn ?? row.key, row]));
  const makers = [...firstOfIsbn.values()].toReversed();
  const keys = makers.map((row) => workKeyOf(row.facts.title ?? '', row.facts.authors ?? []));
  const works = await findOrCreateWorks(trx, keys);
  const editions = makers.map((row, at) => ({ ...editionRow(row.facts), work_id: works.get(keys[at] ?? '') ?? '' }));
  for (let at = 0; at < editions.length; at += rowsAStatement)
    await insertEditions(trx, editions.slice(at, at + rowsAStatement));
  return new Map(makers.flatMap((row, at): [string, EditionRow][] => (editions[at] ? [[row.key, editions[at]]] : [])));
}

/** Whether a row says nothing of its listing's own edition that the edition doesn't say. */
function saysTheSame({ facts }: ReadRow, edition: EditionRow): boolean {
  const same = (said: unknown, known: unknown) => said === undefined || said === known;
  return (
    same(facts.title, edition.title) &&
    same(facts.authors && JSON.stringify(facts.authors), edition.authors) &&
    same(facts.publisher, edition.publisher) &&
    same(facts.year, edition.year) &&
    same(facts.language, edition.language) &&
    same(facts.format, edition.format) &&
    same(facts.subjects && JSON.stringify(facts.subjects), edition.subjects)
  );
}
