import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { icons } from './icon.ts';

/** The search form. `large` is the home page's; one per page, since `/` focuses it. */
export function searchBox(ctx: PageContext, words: string, large = false): Html {
  const { shell } = ctx.t;
  return html`<search class="${large ? 'search-box search-box-large' : 'search-box'}"><form action="${ctx.url(paths.search)}"><label class="visually-hidden" for="q">${shell.searchLabel}</label><input id="q" name="q" type="search" value="${words}" placeholder="${shell.searchPlaceholder}" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" data-search><kbd aria-hidden="true">/</kbd><button>${icons.search}<span>${shell.searchButton}</span></button></form></search>`;
}
