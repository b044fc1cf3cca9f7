import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatNumber } from '../messages/formats.ts';

export interface Chip {
  readonly label: string;
  readonly href: string;
  readonly count?: number | undefined;
}

/** Short links side by side: subjects, cities, other editions. */
export function chips(ctx: PageContext, items: readonly Chip[]): Html {
  return html`<ul class="chips">${items.map(
    ({ label, href, count }) =>
      html`<li><a href="${href}">${label}${count === undefined ? nothing : html` <small>${formatNumber(ctx, count)}</small>`}</a></li>`,
  )}</ul>`;
}
