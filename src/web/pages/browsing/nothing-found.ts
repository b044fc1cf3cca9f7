import { linkButton } from '../../components/button.ts';
import { emptyState } from '../../components/empty-state.ts';
import { sectionHeading } from '../../components/page-heading.ts';
import { bookGrid } from '../../components/shelf.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { cardBook } from './card-book.ts';
import { countFilters } from './read-search.ts';
import { searchAddress, withoutFilters } from './search-address.ts';
import type { FoundBooks } from './show-search.ts';

/** A search without an answer: why that may be, a way on, and what has arrived lately. */
export function nothingFound(ctx: PageContext, { search, latest }: FoundBooks): Html {
  return html`${emptyState(emptyWords(ctx, search))}${
    latest.length === 0
      ? nothing
      : html`<section class="meanwhile">${sectionHeading(ctx.t.catalogue.meanwhile)}${bookGrid(ctx, latest.map(cardBook), { level: 3 })}</section>`
  }`;
}

function emptyWords(ctx: PageContext, search: FoundBooks['search']): Parameters<typeof emptyState>[0] {
  const { catalogue, shell } = ctx.t;
  const explore = linkButton(shell.explore, ctx.url(paths.search));
  const publish = linkButton(shell.publish, ctx.url(paths.publish), { kind: 'primary' });
  if (search.cursor !== undefined)
    return {
      title: catalogue.pastTheEndTitle,
      text: catalogue.pastTheEndText,
      actions: linkButton(shell.firstPage, ctx.url(searchAddress(search))),
    };
  if (countFilters(search) > 0)
    return {
      title: catalogue.nothingHereTitle,
      text: catalogue.nothingHereText,
      actions: linkButton(catalogue.clearFilters, ctx.url(searchAddress(withoutFilters(search))), { kind: 'primary' }),
    };
  if (search.words !== '')
    return {
      title: catalogue.noResultsTitle(search.words),
      text: catalogue.noResultsText,
      actions: html`${explore}${publish}`,
    };
  return { title: catalogue.emptyShopTitle, text: catalogue.emptyShopText, actions: publish };
}
