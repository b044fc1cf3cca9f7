import type { Connection, Statement, Tables } from './index-file.ts';

/** Values that many listings share, kept once and named by small numbers; 0 means none. */
export type FactKind = 'language' | 'city' | 'subject' | 'subjects' | 'seller';

export const FORMATS = ['', 'hardcover', 'paperback', 'other'] as const;

/** Gives values their numbers while documents are written. */
export class FactWriter {
  readonly #find: Statement;
  readonly #insert: Statement;
  readonly #known: Record<FactKind, Map<string, number>> = {
    language: new Map(),
    city: new Map(),
    subject: new Map(),
    subjects: new Map(),
    seller: new Map(),
  };

  constructor(db: Connection, tables: Tables) {
    this.#find = db.prepare(`SELECT id FROM ${tables.facts} WHERE kind = ? AND value = ?`).pluck();
    this.#insert = db
      .prepare(
        `INSERT INTO ${tables.facts} (kind, id, value)
         VALUES (?, (SELECT coalesce(max(id), 0) + 1 FROM ${tables.facts} WHERE kind = ?), ?) RETURNING id`,
      )
      .pluck();
  }

  idOf(kind: FactKind, value: string | null): number {
    if (value === null || value === '') return 0;
    const known = this.#known[kind].get(value);
    if (known !== undefined) return known;
    const id = this.#stored(kind, value);
    this.#known[kind].set(value, id);
    return id;
  }

  /** Forgets what a rolled back transaction may have numbered. */
  forget(): void {
    for (const known of Object.values(this.#known)) known.clear();
  }

  subjectsId(subjects: readonly string[]): number {
    const ids = new Set(subjects.slice(0, 20).map((subject) => this.idOf('subject', subject)));
    ids.delete(0);
    return ids.size === 0 ? 0 : this.idOf('subjects', JSON.stringify([...ids].sort((a, b) => a - b)));
  }

  #stored(kind: FactKind, value: string): number {
    return Number(this.#find.get(kind, value) ?? this.#insert.get(kind, kind, value));
  }
}

type SharedKind = Exclude<FactKind, 'seller'>;

/** The values in memory, for filters and counts; sellers, who may be many, are looked up. */
export class FactMirror {
  readonly values: Record<SharedKind, string[]> = { language: [''], city: [''], subject: [''], subjects: [''] };
  readonly #ids: Record<'language' | 'city' | 'subject', Map<string, number>> = {
    language: new Map(),
    city: new Map(),
    subject: new Map(),
  };
  /** The subjects of each set, by the set's number. */
  readonly subjectSets: number[][] = [[]];
  readonly #since: Statement;
  readonly #seller: Statement;

  constructor(db: Connection, tables: Tables) {
    this.#since = db.prepare(`SELECT id, value FROM ${tables.facts} WHERE kind = ? AND id >= ? ORDER BY id`).raw();
    this.#seller = db.prepare(`SELECT id FROM ${tables.facts} WHERE kind = 'seller' AND value = ?`).pluck();
  }

  refresh(): void {
    for (const kind of ['language', 'city', 'subject'] as const) {
      for (const [id, value] of this.#added(kind)) this.#ids[kind].set(value, id);
    }
    for (const [id, value] of this.#added('subjects')) this.subjectSets[id] = JSON.parse(value) as number[];
  }

  /** The number of a value; −1 where no listing ever had it. */
  idOf(kind: 'language' | 'city' | 'subject', value: string): number {
    return this.#ids[kind].get(value) ?? -1;
  }

  sellerId(seller: string): number {
    return Number(this.#seller.get(seller) ?? -1);
  }

  #added(kind: SharedKind): [number, string][] {
    const added = this.#since.all(kind, this.values[kind].length) as [number, string][];
    for (const [id, value] of added) this.values[kind][id] = value;
    return added;
  }
}
