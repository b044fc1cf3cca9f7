import type { CartLine, OrderItem } from '../../../modules/sales/index.ts';
import { photoSides, photoUrl } from '../../../platform/photos/index.ts';
import type { Photo } from '../../components/book-picture.ts';
import type { OrderLine } from '../../components/order-lines.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

/** A small photo by its name; lines of orders keep no measures, and their frame is 3:4 whatever the photo is. */
export function smallPhoto(hash: string | null | undefined): Photo | null {
  return hash ? { url: photoUrl(hash, 'small'), width: (photoSides.small * 3) / 4, height: photoSides.small } : null;
}

export const isGone = (line: CartLine): boolean => line.changes.includes('unavailable');

/** How many of a line can be bought now. */
export const buyable = (line: CartLine): number => (isGone(line) ? 0 : Math.min(line.quantity, line.listing.available));

/** A book of a cart as a line. */
export const cartLine = (ctx: PageContext, { listing }: CartLine, quantity: number): OrderLine => ({
  workId: listing.workId,
  photo: smallPhoto(listing.photos[0]?.hash),
  title: listing.title,
  authors: listing.authors,
  href: ctx.url(paths.listing(listing.id)),
  condition: listing.condition,
  quantity,
  priceMinor: listing.priceMinor,
});

/** A book of an order as a line: as it was when it was bought. */
export const orderLine = (ctx: PageContext, item: OrderItem): OrderLine => ({
  workId: item.workId,
  photo: smallPhoto(item.photoHash),
  title: item.title,
  authors: item.authors,
  href: ctx.url(paths.listing(item.listingId)),
  condition: item.condition,
  quantity: item.quantity,
  priceMinor: item.priceMinor,
});
