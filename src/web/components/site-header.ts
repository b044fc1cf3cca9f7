import { type Html, html } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { searchBox } from './search-box.ts';
import { siteNav } from './site-nav.ts';

/** The shop's mark: an open book whose pages make a gable, as over a shop's door. */
export const mark: Html = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path d="M16 8.5C13 5.5 8.5 4.5 3 4.5V24c5.5 0 10 1 13 4 3-3 7.5-4 13-4V4.5c-5.5 0-10 1-13 4z" class="mark-pages"/><path d="M16 8.5V28" class="mark-spine"/><path d="M21.5 4.9v9.6l2.5-2 2.5 2V4.5" class="mark-ribbon"/></svg>`;

/** The shop front: its name, the search box, and the ways through the shop. */
export function siteHeader(ctx: PageContext, page: Pick<Page, 'search' | 'ownSearch'>): Html {
  return html`<header class="site-header"><div class="fascia"><a class="brand" href="${ctx.url(paths.home)}">${mark}<span>${ctx.shop.name}</span></a>${
    page.ownSearch ? html`<p class="tagline">${ctx.t.shell.tagline}</p>` : searchBox(ctx, page.search ?? '')
  }</div>${siteNav(ctx)}</header>`;
}
