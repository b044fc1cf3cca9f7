/** Remembers what was looked up, as long as the index does not change. */
export class Recent<T> {
  readonly #most: number;
  readonly #known = new Map<string, T>();
  #version = -1;
  #of: unknown;

  constructor(most: number) {
    this.#most = most;
  }

  /** Forgets everything where the version is another one, or that of something else. */
  asOf(version: number, of?: unknown): void {
    if (version === this.#version && of === this.#of) return;
    this.#version = version;
    this.#of = of;
    this.#known.clear();
  }

  get(key: string, find: () => T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = find();
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(key, found);
    return found;
  }
}
