/** Which version of the listings that changed lately the index has, so that a round reads in full only what is news. */
export class RecentVersions {
  readonly #versions = new Map<string, number>();

  note(listingId: string, version: number): void {
    this.#versions.delete(listingId);
    this.#versions.set(listingId, version);
  }

  isNews(listingId: string, version: number): boolean {
    return version > (this.#versions.get(listingId) ?? 0);
  }

  /** The oldest stand first, as far as they were noted in the order of their versions; what is forgotten too early is only read once more. */
  forgetBefore(version: number): void {
    for (const [id, known] of this.#versions) {
      if (known >= version) return;
      this.#versions.delete(id);
    }
  }
}
