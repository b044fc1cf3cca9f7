import { EditionColumns, ListingColumns } from './columns.ts';
import { PACKED_HEAD } from './edition-text.ts';
import { FactMirror } from './facts.ts';
import { type Connection, type Statement, type Tables, tablesOf } from './index-file.ts';

const LISTING_FIELDS = 'row, listed, edition_row, condition, price_minor, city, seller, published_at, listing_id';
const EDITION_FIELDS = 'row, language, format, subjects, tokens';

type ListingRow = [number, number, number, number, number, number, number, number, string];
type EditionRow = [number, number, number, number, Buffer];

/** More changed listings than this are quicker read all at once. */
const MOST_CHANGES = 20_000;

/** One generation of the index file in memory; follows what other connections and processes write. */
export class Mirror {
  readonly tables: Tables;
  readonly listings = new ListingColumns();
  readonly editions = new EditionColumns();
  readonly facts: FactMirror;
  seq = 0;
  listedCount = 0;
  readonly #db: Connection;
  readonly #changed: Statement;
  readonly #listing: Statement;
  readonly #edition: Statement;

  /** Reads everything; call within a transaction. */
  constructor(db: Connection, tables: Tables) {
    this.#db = db;
    this.tables = tables;
    this.facts = new FactMirror(db, tables);
    this.#changed = db.prepare(`SELECT seq, listing_row FROM ${tables.changes} WHERE seq > ? ORDER BY seq`).raw();
    this.#listing = db.prepare(`SELECT ${LISTING_FIELDS} FROM ${tables.listings} WHERE row = ?`).raw();
    this.#edition = db.prepare(`SELECT ${EDITION_FIELDS} FROM ${tables.editions} WHERE row = ?`).raw();
    this.#load();
  }

  /** Takes over what changed since the last call. False: too much changed, or the changes are no longer kept; load anew. */
  follow(): boolean {
    const changes = this.#changed.all(this.seq) as [number, number][];
    if (changes.length === 0) return true;
    if (changes.length > MOST_CHANGES || changes[0]?.[0] !== this.seq + 1) return false;
    this.facts.refresh();
    for (const [seq, row] of changes) {
      this.#readListing(row);
      this.seq = seq;
    }
    return true;
  }

  #load(): void {
    const { listings, editions, changes } = this.tables;
    this.facts.refresh();
    const lastOf = (table: string) =>
      Number(this.#db.prepare(`SELECT coalesce(max(row), 0) FROM ${table}`).pluck().get());
    this.listings.reach(lastOf(listings));
    this.editions.reach(lastOf(editions));
    const allEditions = this.#db.prepare(`SELECT ${EDITION_FIELDS} FROM ${editions}`).raw();
    for (const row of allEditions.iterate()) this.#takeEdition(row as EditionRow);
    const allListings = this.#db.prepare(`SELECT ${LISTING_FIELDS} FROM ${listings}`).raw();
    for (const row of allListings.iterate()) this.#takeListing(row as ListingRow);
    const last = this.#db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(changes);
    this.seq = Number(last ?? 0);
  }

  #readListing(row: number): void {
    const listing = this.#listing.get(row) as ListingRow | undefined;
    if (!listing) return;
    const edition = this.#edition.get(listing[2]) as EditionRow | undefined;
    if (edition) this.#takeEdition(edition);
    this.#takeListing(listing);
  }

  #takeEdition([row, language, format, subjects, blob]: EditionRow): void {
    const { editions } = this;
    editions.reach(row);
    editions.language[row] = language;
    editions.format[row] = format;
    editions.subjects[row] = subjects;
    const packed = new Uint32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength));
    const changed = editions.textAt[row] === 0 || !this.#hasText(row, packed);
    if (changed) editions.textAt[row] = editions.keepText(packed);
    editions.titleHash[row] = packed[2] ?? 0;
    editions.mainHash[row] = packed[3] ?? 0;
  }

  #hasText(row: number, packed: Uint32Array): boolean {
    const { texts, textAt } = this.editions;
    const at = textAt[row] ?? 0;
    for (let place = 0; place < packed.length; place++) if (texts[at + place] !== packed[place]) return false;
    return packed.length >= PACKED_HEAD;
  }

  #takeListing([row, listed, edition, condition, price, city, seller, published, id]: ListingRow): void {
    const { listings } = this;
    listings.reach(row);
    this.editions.reach(edition);
    if (listings.listed[row]) this.#unlink(row);
    listings.edition[row] = edition;
    listings.condition[row] = condition;
    listings.price[row] = price;
    listings.city[row] = city;
    listings.seller[row] = seller;
    listings.published[row] = published;
    listings.keepId(row, id);
    if (listed) this.#link(row);
  }

  #link(row: number): void {
    const { listings, editions } = this;
    const edition = listings.edition[row] ?? 0;
    listings.listed[row] = 1;
    listings.next[row] = editions.head[edition] ?? 0;
    editions.head[edition] = row;
    editions.copies[edition] = (editions.copies[edition] ?? 0) + 1;
    this.listedCount++;
  }

  #unlink(row: number): void {
    const { listings, editions } = this;
    const edition = listings.edition[row] ?? 0;
    const after = listings.next[row] ?? 0;
    let before = editions.head[edition] ?? 0;
    if (before === row) editions.head[edition] = after;
    else {
      while (listings.next[before] !== row) before = listings.next[before] ?? 0;
      listings.next[before] = after;
    }
    listings.listed[row] = 0;
    editions.copies[edition] = (editions.copies[edition] ?? 0) - 1;
    this.listedCount--;
  }
}

/** Keeps the mirror of the current generation up to date. */
export class MirrorKeeper {
  readonly #db: Connection;
  readonly #generation: Statement;
  #mirror: Mirror | null = null;

  constructor(db: Connection) {
    this.#db = db;
    this.#generation = db.prepare('SELECT generation FROM state').pluck();
  }

  /** Call within the transaction that also reads the tables. */
  current(): Mirror {
    const generation = Number(this.#generation.get());
    const known = this.#mirror;
    if (known?.tables.generation === generation && known.follow()) return known;
    this.#mirror = new Mirror(this.#db, tablesOf(generation));
    return this.#mirror;
  }
}
