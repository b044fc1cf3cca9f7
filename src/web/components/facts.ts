import { type Html, html, type Part } from '../html.ts';

/** A label and what it says; `null` and `''` leave the line out. */
export type Fact = readonly [label: string, value: Part];

/** Facts line by line, joined by dots as in a table of contents. */
export function facts(lines: readonly Fact[]): Html {
  return html`<dl class="facts">${lines.map(([label, value]) =>
    value === null || value === undefined || value === '' ? '' : html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

/** Sums line by line, the last of them the total. */
export function totals(lines: readonly Fact[], total: Fact): Html {
  return html`<dl class="facts totals">${lines.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}<div class="total"><dt>${total[0]}</dt><dd>${total[1]}</dd></div></dl>`;
}
