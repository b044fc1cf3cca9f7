const failuresToOpen = 5;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Stops calls to a service that gives no answers: after five failures in a row nobody asks for half a second, then one call tries; while it fails,
 * the pauses double to ten seconds.
 */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #openUntil = 0;
  #pauseMs = firstPauseMs;
  #trying = false;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Whether a call may go out now. Each that may ends in `succeeded`, `failed` or `abandoned`. */
  admits(): boolean {
    if (this.#failures < failuresToOpen) return true;
    if (this.#trying || this.#now() < this.#openUntil) return false;
    this.#trying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pauseMs = firstPauseMs;
    this.#trying = false;
  }

  /** A call that says nothing about the service: the caller gave it up. */
  abandoned(): void {
    this.#trying = false;
  }

  failed(): void {
    this.#failures++;
    if (this.#failures < failuresToOpen) return;
    if (this.#trying) this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
    this.#trying = false;
    this.#openUntil = this.#now() + this.#pauseMs;
  }

  isOpen(): boolean {
    return this.#failures >= failuresToOpen;
  }

  /** How long until a call may try. */
  pauseMs(): number {
    return this.isOpen() ? Math.max(0, this.#openUntil - this.#now()) : 0;
  }
}
