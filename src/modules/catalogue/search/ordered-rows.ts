import type { Connection, Statement, Tables } from './index-file.ts';
import { type After, directionOf, type KeyedSort } from './next-rows.ts';

const BEGINNING = -Number.MAX_SAFE_INTEGER;
const END = Number.MAX_SAFE_INTEGER;

/** The place before the first listing of an order. */
export const startOf = (sort: KeyedSort): After =>
  directionOf(sort) > 0 ? { key: BEGINNING, row: BEGINNING } : { key: END, row: END };

export interface OrderedRow {
  readonly row: number;
  readonly key: number;
  readonly listingId: string;
}

const COLUMN: Record<KeyedSort, string> = { newest: 'published_at', price: 'price_minor', '-price': 'price_minor' };

/** Reads listed copies in an order of the file's own indexes: any page costs what the first costs. */
export class OrderedRows {
  readonly #rows: Record<KeyedSort, Statement>;
  readonly #page: Record<KeyedSort, Statement>;
  readonly #sellerNewest: Statement;
  readonly #rowOf: Statement;
  readonly #idOf: Statement;

  constructor(db: Connection, { listings }: Tables) {
    const read = (fields: string, sort: KeyedSort, where = '') => {
      const [sign, order] = directionOf(sort) > 0 ? ['>', 'ASC'] : ['<', 'DESC'];
      return db.prepare(
        `SELECT ${fields} FROM ${listings} WHERE listed = 1 ${where} AND (${COLUMN[sort]}, row) ${sign} (?, ?)
         ORDER BY ${COLUMN[sort]} ${order}, row ${order} LIMIT ?`,
      );
    };
    const rows = (sort: KeyedSort) => read('row', sort).pluck();
    const page = (sort: KeyedSort) => read(`row, ${COLUMN[sort]}, listing_id`, sort).raw();
    this.#rows = { newest: rows('newest'), price: rows('price'), '-price': rows('-price') };
    this.#page = { newest: page('newest'), price: page('price'), '-price': page('-price') };
    this.#sellerNewest = read('row', 'newest', 'AND seller = ?').pluck();
    this.#rowOf = db.prepare(`SELECT row FROM ${listings} WHERE listing_id = ?`).pluck();
    this.#idOf = db.prepare(`SELECT listing_id FROM ${listings} WHERE row = ?`).pluck();
  }

  behind(sort: KeyedSort, after: After, limit: number): number[] {
    return this.#rows[sort].all(after.key, after.row, limit) as number[];
  }

  ofSeller(seller: number, after: After, limit: number): number[] {
    return this.#sellerNewest.all(seller, after.key, after.row, limit) as number[];
  }

  page(sort: KeyedSort, after: After, limit: number): OrderedRow[] {
    const rows = this.#page[sort].all(after.key, after.row, limit) as [number, number, string][];
    return rows.map(([row, key, listingId]) => ({ row, key, listingId }));
  }

  /** The place of a listing in an order; where it is gone, before all that have the same key. */
  placeOf(sort: KeyedSort, key: number, listingId: string): After {
    const row = this.#rowOf.get(listingId);
    return { key, row: row === undefined ? startOf(sort).row : Number(row) };
  }

  listingIdOf(row: number): string {
    return (this.#idOf.get(row) as string | undefined) ?? '';
  }
}
