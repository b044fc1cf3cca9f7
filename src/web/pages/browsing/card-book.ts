import type { Listing } from '../../../modules/catalogue/index.ts';
import type { CardBook } from '../../components/listing-card.ts';
import type { Offer } from '../../components/offer-list.ts';
import type { SellerSummary } from '../../components/seller-line.ts';
import { cardPhoto } from './listing-photo.ts';

// A listing is one object as long as nothing of it changes; so is its card.
const cardsOf = new WeakMap<Listing, CardBook>();

/** A copy as a card shows it. */
export function cardBook(listing: Listing): CardBook {
  let known = cardsOf.get(listing);
  if (!known) cardsOf.set(listing, (known = cardOf(listing)));
  return known;
}

const cardOf = (listing: Listing): CardBook => ({
  listingId: listing.id,
  workId: listing.workId,
  photo: cardPhoto(listing),
  title: listing.title,
  authors: listing.authors,
  priceMinor: listing.priceMinor,
  condition: listing.condition,
  city: listing.seller.city ?? '',
  sold: listing.state === 'sold_out',
});

/** A copy as a line among the others of its edition. */
export const offerOf = (listing: Listing, deliveryFromMinor: number | undefined): Offer => ({
  ...cardBook(listing),
  seller: sellerSummary(listing.seller),
  flags: listing.flags,
  notes: listing.notes,
  ...(deliveryFromMinor === undefined ? {} : { deliveryFromMinor }),
});

export const sellerSummary = ({ id, name, city, ratingHundredths, reviews }: Listing['seller']): SellerSummary => ({
  id,
  name,
  city: city ?? '',
  ratingAverage: (ratingHundredths ?? 0) / 100,
  ratingCount: reviews,
});
