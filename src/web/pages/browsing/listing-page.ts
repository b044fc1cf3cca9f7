import type { Listing } from '../../../modules/catalogue/index.ts';
import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { facts } from '../../components/facts.ts';
import { offerList } from '../../components/offer-list.ts';
import { sectionHeading } from '../../components/page-heading.ts';
import { withPicture } from '../../components/panel.ts';
import { photoGallery } from '../../components/photo-gallery.ts';
import { price } from '../../components/price.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { bookFacts, bookHead } from './about-book.ts';
import { buyBox } from './buy-box.ts';
import { offerOf } from './card-book.ts';
import { cheapestDeliveryMinor } from './delivery-options.ts';
import { listingFacts } from './listing-facts.ts';
import { galleryPhoto } from './listing-photo.ts';
import { subjectAddress } from './search-address.ts';
import { subjectName } from './subject-name.ts';

export interface ListingOnSale {
  readonly listing: Listing;
  /** The cheapest other copies of its edition. */
  readonly others: readonly Listing[];
  readonly options: readonly DeliveryProvider[];
}

/** One copy: what it looks like, what is wrong with it, who sells it, how it travels, and the button. */
export function listingPage(ctx: PageContext, { listing, others, options }: ListingOnSale): Page {
  const { book, listing: words } = ctx.t;
  const photos = listing.photos.map(galleryPhoto);
  const known = listing.state === 'active' || listing.state === 'sold_out';
  return {
    title: [listing.title, ...listing.authors.slice(0, 1)].join(' · '),
    description: words.description(
      listing.title,
      book.byLine(listing.authors),
      book.conditions[listing.condition],
      formatMoney(ctx, listing.priceMinor),
    ),
    ...(known
      ? { canonical: paths.listing(listing.id), jsonLd: [listingFacts(ctx, listing)] }
      : { robots: 'noindex' as const }),
    og: { type: 'book', ...(photos[0] ? { image: photos[0].largeUrl, imageAlt: book.photoOf(listing.title, 1) } : {}) },
    wide: true,
    body: html`${crumbs(ctx, listing)}${withPicture(photoGallery(ctx, listing.title, listing.workId, photos), description(ctx, listing), buyBox(ctx, listing, options))}<div class="copy-more">${aboutBook(ctx, listing)}${travel(ctx, listing, options)}</div>${otherCopies(ctx, listing, others, cheapestDeliveryMinor(options))}`,
  };
}

function crumbs(ctx: PageContext, { subjects }: Listing): Html {
  const { shell } = ctx.t;
  const home = { label: shell.home, href: ctx.url(paths.home) };
  const [subject] = subjects;
  const shelf =
    subject === undefined
      ? { label: shell.explore, href: ctx.url(paths.search) }
      : { label: subjectName(ctx.locale, subject), href: ctx.url(subjectAddress(subject)) };
  return breadcrumbs(ctx, [home, shelf]);
}

function description(ctx: PageContext, listing: Listing): Html {
  return html`${bookHead(ctx, listing, heldWord(ctx, listing))}${condition(ctx, listing)}${notes(ctx, listing.notes)}`;
}

function heldWord(ctx: PageContext, { state, available }: Listing): Html {
  const { listing } = ctx.t;
  if (state === 'sold_out') return html`<p class="badge">${listing.soldTitle}</p>`;
  return state === 'active' && available < 1
    ? html`<p class="badge" data-tone="warm">${listing.onHoldTitle}</p>`
    : nothing;
}

/** The grade with what it means, and what is special about the copy, in full. */
function condition(ctx: PageContext, { condition: grade, flags }: Listing): Html {
  const { book } = ctx.t;
  return html`<section class="copy-condition" aria-label="${book.condition}"><p class="copy-grade"><span class="scale" data-grade="${grade}"></span><strong>${book.conditions[grade]}</strong></p><p>${book.conditionMeanings[grade]} <a href="${ctx.url(`${paths.howItWorks}#conditions`)}">${ctx.t.listing.aboutConditions}</a></p>${
    flags.length === 0
      ? nothing
      : html`<ul class="copy-flags">${flags.map((flag) => html`<li><b>${book.flags[flag]}.</b> ${book.flagMeanings[flag]}</li>`)}</ul>`
  }</section>`;
}

function notes(ctx: PageContext, text: string): Html {
  const { listing } = ctx.t;
  if (text.trim() === '') return html`<p class="muted">${listing.noNotes}</p>`;
  const paragraphs = text.trim().split(/\n\s*\n/);
  return html`<section class="copy-notes"><h2>${listing.notes}</h2><blockquote class="prose">${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</blockquote></section>`;
}

const aboutBook = (ctx: PageContext, listing: Listing): Html =>
  html`<section><h2>${ctx.t.listing.theBook}</h2>${bookFacts(ctx, listing)}</section>`;

/** Every way the copy can travel, with its cost. */
function travel(ctx: PageContext, { seller }: Listing, options: readonly DeliveryProvider[]): Html {
  if (options.length === 0) return nothing;
  const { listing: words } = ctx.t;
  const name = ({ coverage, name: provider }: DeliveryProvider): string =>
    coverage === 'pickup'
      ? words.pickupIn(seller.city ?? '')
      : coverage === 'international'
        ? words.abroad(provider)
        : provider;
  const cost = ({ costMinor }: DeliveryProvider): string | Html =>
    costMinor === 0 ? words.free : price(ctx, costMinor);
  return html`<section><h2>${words.deliveryTitle}</h2>${facts(options.map((option) => [name(option), cost(option)]))}</section>`;
}

function otherCopies(
  ctx: PageContext,
  listing: Listing,
  others: readonly Listing[],
  deliveryMinor: number | undefined,
): Html {
  if (others.length === 0) return nothing;
  const { listing: words } = ctx.t;
  const all = html`<a class="more-link" href="${ctx.url(paths.edition(listing.editionId))}">${words.allCopies}</a>`;
  return html`<section>${sectionHeading(words.otherCopies, all)}${offerList(
    ctx,
    others.map((other) => offerOf(other, deliveryMinor)),
  )}</section>`;
}
