const delaysMs = [1500, 1500, 2000, 3000, 5000, 8000, 12_000, 20_000, 30_000];

/** Looks whether what the page waits for has happened, ever less often, and shows the page anew once it has. */
export class LookAgain extends HTMLElement {
  #timer: number | undefined;
  #looks = 0;

  connectedCallback(): void {
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const delay = delaysMs[this.#looks++];
    if (delay !== undefined) this.#timer = window.setTimeout(() => void this.#look(), delay);
  }

  async #look(): Promise<void> {
    const path = this.dataset.path ?? location.pathname;
    const text = await fetch(path).then(
      (answer) => (answer.ok ? answer.text() : undefined),
      () => undefined,
    );
    if (text !== undefined && !text.includes('<look-again')) location.replace(path);
    else this.#wait();
  }
}
