/** Adds to "held until 3:45" how long that still is. The clock is the page's own, so a wrong one on the phone does no harm. */
export class HoldCountdown extends HTMLElement {
  #timer: number | undefined;
  #ends = 0;
  readonly #left = document.createElement('b');

  connectedCallback(): void {
    this.#ends = performance.now() + Number(this.dataset.seconds ?? 0) * 1000;
    this.querySelector('p')?.append(' · ', this.#left);
    this.#timer = window.setInterval(() => this.#show(), 1000);
    this.#show();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const seconds = Math.max(0, Math.round((this.#ends - performance.now()) / 1000));
    if (seconds === 0) {
      this.#end();
      return;
    }
    this.#left.textContent = (this.dataset.left ?? '{time}').replace('{time}', clock(seconds));
  }

  #end(): void {
    clearInterval(this.#timer);
    this.dataset.state = 'over';
    const text = this.querySelector('p');
    if (!text) return;
    text.setAttribute('role', 'status');
    text.textContent = this.dataset.over ?? '';
  }
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours} h ${two(minutes)} min` : `${minutes}:${two(seconds % 60)}`;
}
