import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** The way from the home page to this one, this one not included. */
export function breadcrumbs(ctx: PageContext, crumbs: readonly Crumb[]): Html {
  return html`<nav class="breadcrumbs" aria-label="${ctx.t.shell.breadcrumbs}"><ol>${crumbs.map(
    ({ href, label }) => html`<li><a href="${href}">${label}</a></li>`,
  )}</ol></nav>`;
}
