import type { Edition, Listing } from '../../../modules/catalogue/index.ts';
import { minorDigits, minorPerMajor } from '../../../platform/money.ts';
import { photoUrl } from '../../../platform/photos/index.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

const schema = 'https://schema.org';

/** What search engines are told of a copy: a book that is a product, and the offer of it. */
export function listingFacts(ctx: PageContext, listing: Listing): object {
  const { publicUrl } = ctx.shop;
  const pictures = listing.photos.map(({ hash }) => publicUrl + photoUrl(hash, 'large'));
  return {
    '@context': schema,
    '@type': ['Product', 'Book'],
    name: listing.title,
    ...knownFacts(listing),
    image: pictures.length > 0 ? pictures : [publicUrl + paths.cover(listing.workId)],
    ...(listing.notes === '' ? {} : { description: listing.notes.slice(0, 500).toWellFormed() }),
    itemCondition: conditionOf(listing),
    offers: offerFacts(ctx, listing),
  };
}

/** The facts of an edition, those that are known. */
export const knownFacts = ({
  authors,
  isbn,
  publisher,
  year,
  language,
  format,
}: Pick<Edition, 'authors' | 'isbn' | 'publisher' | 'year' | 'language' | 'format'>): object => ({
  ...(authors.length === 0 ? {} : { author: authors.map((name) => ({ '@type': 'Person', name })) }),
  ...(isbn === null ? {} : { isbn, gtin13: isbn }),
  ...(publisher === null ? {} : { publisher: { '@type': 'Organization', name: publisher } }),
  ...(year === null ? {} : { datePublished: String(year) }),
  ...(language === null ? {} : { inLanguage: language }),
  ...(format === 'hardcover'
    ? { bookFormat: `${schema}/Hardcover` }
    : format === 'paperback'
      ? { bookFormat: `${schema}/Paperback` }
      : {}),
});

function offerFacts({ shop, url }: PageContext, listing: Listing): object {
  return {
    '@type': 'Offer',
    url: shop.publicUrl + url(paths.listing(listing.id)),
    price: majorPrice(listing.priceMinor, shop.currency),
    priceCurrency: shop.currency,
    itemCondition: conditionOf(listing),
    availability: `${schema}/${listing.state === 'sold_out' ? 'SoldOut' : listing.available > 0 ? 'InStock' : 'OutOfStock'}`,
    seller: {
      '@type': 'Person',
      name: listing.seller.name,
      url: shop.publicUrl + url(paths.seller(listing.seller.id)),
    },
  };
}

const conditionOf = ({ condition }: Listing): string =>
  `${schema}/${condition === 'new' ? 'NewCondition' : 'UsedCondition'}`;

/** "25000.00": an amount as machines read it. */
export const majorPrice = (amountMinor: number, currency: string): string =>
  (amountMinor / minorPerMajor(currency)).toFixed(minorDigits(currency));
