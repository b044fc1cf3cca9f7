import type { Listing } from '../../../modules/catalogue/index.ts';
import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { form } from '../../components/form.ts';
import { panel } from '../../components/panel.ts';
import { leadingPrice } from '../../components/price.ts';
import { select } from '../../components/select.ts';
import { sellerLine } from '../../components/seller-line.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { sellerSummary } from './card-book.ts';
import { cheapestDeliveryMinor } from './delivery-options.ts';
import { wordsAddress } from './search-address.ts';

const mostAtOnce = 10;

/** What one copy costs and how it is bought, or why it can't be; and who sells it. */
export function buyBox(ctx: PageContext, listing: Listing, options: readonly DeliveryProvider[]): Html {
  const own = ctx.viewer?.accountId === listing.seller.id;
  const what = own ? ownBox(ctx, listing) : offer(ctx, listing, options);
  return panel({
    body: html`<div class="stack buy-box">${what}${sellerLine(ctx, sellerSummary(listing.seller))}</div>`,
  });
}

function ownBox(ctx: PageContext, { id, state, priceMinor }: Listing): Html {
  const { listing: words } = ctx.t;
  return html`<h2>${words.yoursTitle}</h2>${leadingPrice(ctx, priceMinor)}<p>${words.yourStates[state]}</p>${linkButton(words.editYours, ctx.url(paths.myBook(id)), { kind: 'primary', wide: true })}`;
}

function offer(ctx: PageContext, listing: Listing, options: readonly DeliveryProvider[]): Html {
  const { listing: words } = ctx.t;
  if (listing.state === 'sold_out') return gone(ctx, listing, words.soldTitle, words.soldText);
  if (listing.state !== 'active')
    return html`<h2>${words.hiddenTitle}</h2>${leadingPrice(ctx, listing.priceMinor)}<p>${words.hiddenText}</p>`;
  if (listing.available < 1)
    return html`${leadingPrice(ctx, listing.priceMinor)}${gone(ctx, listing, words.onHoldTitle, words.onHoldText)}`;
  return html`${leadingPrice(ctx, listing.priceMinor, cheapestDeliveryMinor(options))}${buyForm(ctx, listing)}<p class="muted buy-note">${words.whatNext}</p>`;
}

/** Only an edition with an ISBN can have other copies. */
function gone(ctx: PageContext, listing: Listing, title: string, text: string): Html {
  const alike = listing.isbn === null ? wordsAddress(listing.title) : paths.edition(listing.editionId);
  return html`<h2>${title}</h2><p>${text}</p>${linkButton(ctx.t.listing.searchAlike, ctx.url(alike), { kind: 'primary', wide: true, icon: 'search' })}`;
}

/** Two buttons of one form: the cart, or straight to the checkout. */
function buyForm(ctx: PageContext, listing: Listing): Html {
  const { listing: words } = ctx.t;
  const into = button({
    label: words.addToCart,
    kind: 'primary',
    icon: 'cart',
    wide: true,
    name: 'next',
    value: paths.cart,
  });
  const now = button({ label: words.buyNow, kind: 'secondary', wide: true, name: 'next', value: paths.checkout });
  return form(ctx, {
    action: ctx.url(paths.cartItems),
    hidden: { listingId: listing.id },
    body: html`<div class="stack">${howMany(ctx, listing.available)}${into}${now}</div>`,
  });
}

function howMany(ctx: PageContext, available: number): Html {
  const { book, listing: words } = ctx.t;
  if (available === 1)
    return html`<input type="hidden" name="quantity" value="1"><p class="muted">${book.copiesLeft(1)}</p>`;
  const options = Array.from({ length: Math.min(available, mostAtOnce) }, (_, place) => ({
    value: String(place + 1),
    label: String(place + 1),
  }));
  return select(ctx, { name: 'quantity', label: words.howMany, help: book.copiesLeft(available), options, value: '1' });
}
