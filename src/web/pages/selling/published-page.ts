import type { Listing } from '../../../modules/catalogue/index.ts';
import { linkButton } from '../../components/button.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel } from '../../components/panel.ts';
import { bookGrid } from '../../components/shelf.ts';
import { html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { cardBook } from '../browsing/card-book.ts';
import { shareBox } from './share-box.ts';

/** After publishing: how it looks on the shelf, and what to do now. */
export function publishedPage(ctx: PageContext, listing: Listing): Page {
  const { publishing } = ctx.t;
  const photos =
    listing.photos.length > 0
      ? nothing
      : linkButton(publishing.addPhotos, ctx.url(paths.photos(listing.id)), { icon: 'camera' });
  const ways = html`<div class="actions">${linkButton(publishing.publishNext, ctx.url(paths.publish), { kind: 'primary', icon: 'add' })}${linkButton(publishing.seeIt, ctx.url(paths.listing(listing.id)))}${photos}</div>`;
  return {
    title: publishing.publishedTitle,
    robots: 'noindex',
    body: html`${pageHeading({ title: publishing.publishedTitle, lead: publishing.publishedText(listing.title) })}<div class="published">${bookGrid(ctx, [cardBook(listing)], { eager: true, level: 2 })}<div class="stack">${ways}${panel({ title: publishing.shareTitle, body: shareBox(ctx, listing) })}</div></div>`,
  };
}
