/** Facts of listings and editions in memory, one number each, so that filters and counts read no row of a table. */

type Numbers = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

const FIRST_CAPACITY = 256;

function grown<T extends Numbers>(column: T, capacity: number): T {
  const larger = new (column.constructor as new (length: number) => T)(capacity);
  larger.set(column);
  return larger;
}

const capacityFor = (row: number, now: number): number =>
  row < now ? now : Math.max(FIRST_CAPACITY, row + 1, Math.ceil(now * 1.5));

/** Bytes of one listing's id: its length, and up to 26 characters, as the shop's own ids have. */
const ID_SLOT = 27;

/** Listings by row; rows are dense and start at 1. `next` chains the listed copies of one edition. */
export class ListingColumns {
  last = 0;
  edition = new Int32Array(0);
  condition = new Uint8Array(0);
  price = new Float64Array(0);
  published = new Float64Array(0);
  city = new Int32Array(0);
  seller = new Int32Array(0);
  listed = new Uint8Array(0);
  next = new Int32Array(0);
  #ids = Buffer.alloc(0);

  reach(row: number): void {
    this.last = Math.max(this.last, row);
    const capacity = capacityFor(row, this.edition.length);
    if (capacity === this.edition.length) return;
    this.edition = grown(this.edition, capacity);
    this.condition = grown(this.condition, capacity);
    this.price = grown(this.price, capacity);
    this.published = grown(this.published, capacity);
    this.city = grown(this.city, capacity);
    this.seller = grown(this.seller, capacity);
    this.listed = grown(this.listed, capacity);
    this.next = grown(this.next, capacity);
    const ids = Buffer.alloc(capacity * ID_SLOT);
    this.#ids.copy(ids);
    this.#ids = ids;
  }

  /** Keeps the id of a listing, if it is short and plain. */
  keepId(row: number, id: string): void {
    const fits = id.length < ID_SLOT && /^[\x21-\x7e]+$/.test(id);
    this.#ids[row * ID_SLOT] = fits ? this.#ids.write(id, row * ID_SLOT + 1, 'latin1') : 0;
  }

  /** The id of a listing; undefined where it is not kept. */
  idOf(row: number): string | undefined {
    const at = row * ID_SLOT;
    const length = this.#ids[at] ?? 0;
    return length === 0 ? undefined : this.#ids.toString('latin1', at + 1, at + 1 + length);
  }
}

/** Editions by row. `head` starts the chain of listed copies; `textAt` says where the words stand in `texts`. */
export class EditionColumns {
  last = 0;
  head = new Int32Array(0);
  copies = new Int32Array(0);
  language = new Int32Array(0);
  format = new Uint8Array(0);
  subjects = new Int32Array(0);
  titleHash = new Uint32Array(0);
  mainHash = new Uint32Array(0);
  textAt = new Int32Array(0);
  texts = new Uint32Array(1024);
  textsUsed = 1;

  reach(row: number): void {
    this.last = Math.max(this.last, row);
    const capacity = capacityFor(row, this.head.length);
    if (capacity === this.head.length) return;
    this.head = grown(this.head, capacity);
    this.copies = grown(this.copies, capacity);
    this.language = grown(this.language, capacity);
    this.format = grown(this.format, capacity);
    this.subjects = grown(this.subjects, capacity);
    this.titleHash = grown(this.titleHash, capacity);
    this.mainHash = grown(this.mainHash, capacity);
    this.textAt = grown(this.textAt, capacity);
  }

  /** Keeps words at the end of `texts`, and says where they begin; what stood there before is given up. */
  keepText(words: Uint32Array): number {
    const end = this.textsUsed + words.length;
    if (end > this.texts.length) this.texts = grown(this.texts, Math.max(end, Math.ceil(this.texts.length * 1.5)));
    this.texts.set(words, this.textsUsed);
    const at = this.textsUsed;
    this.textsUsed = end;
    return at;
  }
}
