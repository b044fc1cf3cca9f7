import { type Html, html, nothing, type Part } from '../html.ts';

export interface Stat {
  readonly label: string;
  readonly value: Part;
  readonly note?: string | undefined;
  readonly href?: string | undefined;
}

/** A row of figures. */
export function statTiles(stats: readonly Stat[]): Html {
  return html`<dl class="stats">${stats.map(
    ({ label, value, note, href }) =>
      html`<div class="stat"><dt>${href ? html`<a href="${href}">${label}</a>` : label}</dt><dd>${value}${note ? html`<small>${note}</small>` : nothing}</dd></div>`,
  )}</dl>`;
}
