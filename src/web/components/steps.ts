import { type Html, html } from '../html.ts';

export interface Step {
  readonly title: string;
  readonly text: string;
}

/** How something goes, in numbered steps. */
export function stepList(steps: readonly Step[]): Html {
  return html`<ol class="steps">${steps.map((step) => html`<li><h3>${step.title}</h3><p>${step.text}</p></li>`)}</ol>`;
}

/** Where one is in a row of pages: cart, address, payment. `current` counts from 0. */
export function progress(label: string, names: readonly string[], current: number): Html {
  return html`<nav class="progress" aria-label="${label}"><ol>${names.map(
    (name, place) =>
      html`<li${place === current ? html` aria-current="step"` : ''} data-state="${place < current ? 'done' : place === current ? 'current' : 'ahead'}"><span>${name}</span></li>`,
  )}</ol></nav>`;
}
