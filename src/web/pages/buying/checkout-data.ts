import type { SavedAddress } from '../../../modules/accounts/index.ts';
import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import type { Cart, CartLine } from '../../../modules/sales/index.ts';
import type { PageRequest } from '../../route.ts';
import { buyable } from './cart-line.ts';
import { cartOf, holdMinutes } from './show-cart.ts';

/** What one seller sends. */
export interface CheckoutGroup {
  readonly seller: Cart['sellers'][number]['seller'];
  readonly lines: readonly { readonly line: CartLine; readonly quantity: number }[];
  readonly copiesMinor: number;
}

/** What a checkout page shows beside what is typed. */
export interface CheckoutData {
  readonly groups: readonly CheckoutGroup[];
  /** Lines of the cart that can't be bought, or not by this reader. */
  readonly leftOut: readonly CartLine[];
  /** Active ones that carry to where it goes, the cheapest first; pick-up among them. */
  readonly providers: readonly DeliveryProvider[];
  readonly addresses: readonly SavedAddress[];
  readonly holdMinutes: number;
}

export async function readCheckout(request: PageRequest, abroad: boolean): Promise<CheckoutData> {
  const { doors, actor } = request;
  const [cart, providers, addresses] = await Promise.all([
    cartOf(request),
    doors.delivery.listProviders({}),
    actor ? doors.accounts.listAddresses({ accountId: actor.accountId }) : [],
  ]);
  const lines = cart.sellers.flatMap((group) => group.lines);
  const mine = (line: CartLine): boolean => line.listing.seller.id === actor?.accountId;
  return {
    groups: cart.sellers.flatMap((group) => groupOf(group.lines.filter((line) => !mine(line) && buyable(line) > 0))),
    leftOut: lines.filter((line) => mine(line) || buyable(line) === 0),
    providers: providers.filter((provider) => !abroad || provider.coverage !== 'national'),
    addresses,
    holdMinutes: holdMinutes(request),
  };
}

function groupOf(lines: readonly CartLine[]): CheckoutGroup[] {
  const [first] = lines;
  if (!first) return [];
  const copiesMinor = lines.reduce((sum, line) => sum + buyable(line) * line.listing.priceMinor, 0);
  return [
    { seller: first.listing.seller, lines: lines.map((line) => ({ line, quantity: buyable(line) })), copiesMinor },
  ];
}

/** The provider that is taken where none is chosen: never pick-up. */
export const cheapestOf = (providers: readonly DeliveryProvider[]): DeliveryProvider | undefined =>
  providers.find((provider) => provider.coverage !== 'pickup');
