/** Adds up the books and the deliveries chosen in its form, while they are chosen. The server counts again. */
export class CheckoutTotal extends HTMLElement {
  #form: HTMLFormElement | null = null;
  readonly #update = (): void => this.#show();

  connectedCallback(): void {
    this.#form = this.closest('form');
    this.#form?.addEventListener('change', this.#update);
    this.#show();
  }

  disconnectedCallback(): void {
    this.#form?.removeEventListener('change', this.#update);
  }

  #show(): void {
    const costs = JSON.parse(this.dataset.costs ?? '{}') as Record<string, number>;
    const chosen = this.#form?.querySelectorAll<HTMLInputElement>('[name^="delivery-"]:checked') ?? [];
    const delivery = [...chosen].reduce((sum, input) => sum + (costs[input.value] ?? 0), 0);
    this.#write('[data-delivery]', delivery);
    this.#write('[data-total]', delivery + Number(this.dataset.copies ?? 0));
  }

  #write(selector: string, amountMinor: number): void {
    const place = this.querySelector(selector);
    if (place) place.textContent = money(this.dataset.money ?? '', amountMinor);
  }
}

/** As the server writes amounts: cents only where there are any. `how` is locale, currency and minor units in one. */
function money(how: string, amountMinor: number): string {
  const [locale, currency, unit = '100'] = how.split(' ');
  const perUnit = Number(unit);
  const digits = amountMinor % perUnit === 0 ? 0 : Math.round(Math.log10(perUnit));
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency ?? 'COP',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amountMinor / perUnit);
}
