import type { Address, Locale, Page } from '../accounts/index.ts';
import type { Condition, Listing } from '../catalogue/index.ts';
import type { DeliveryProvider } from '../delivery/index.ts';
import type { Payment, PaymentMethod } from '../payments/index.ts';

export type OrderStatus =
  | 'awaiting_payment'
  | 'paid'
  | 'expired'
  | 'cancelled'
  | 'shipped'
  | 'ready_for_pickup'
  | 'delivered'
  | 'disputed'
  | 'completed'
  | 'refunded';
export type PurchaseStatus = OrderStatus | 'mixed';

/** Who buys: a member, or a guest by the token of their link. */
export type Buyer = { accountId: string } | { guestToken: string };

export interface OrderItem {
  listingId: string;
  workId: string;
  title: string;
  authors: string[];
  condition: Condition;
  photoHash: string | null;
  quantity: number;
  priceMinor: number;
}

export interface SellerOrder {
  id: string;
  purchaseId: string;
  status: OrderStatus;
  seller: { id: string; name: string; city: string | null };
  buyer: { name: string };
  /** For the buyer, and for the seller from `paid` on; null otherwise. */
  address: Address | null;
  items: OrderItem[];
  delivery: {
    providerId: string;
    name: string;
    coverage: DeliveryProvider['coverage'];
    costMinor: number;
    tracking: string | null;
  };
  /** Only for the buyer of a pick-up. */
  handoverCode: string | null;
  copiesMinor: number;
  totalMinor: number;
  review: Review | null;
  /** When it completes by itself, while that is ahead. */
  completesAt: number | null;
  shipBy: number | null;
  /** What its viewer can do now. */
  actions: OrderAction[];
  createdAt: number;
  paidAt: number | null;
  shippedAt: number | null;
  deliveredAt: number | null;
  updatedAt: number;
}

export type OrderAction =
  | 'pay'
  | 'cancel'
  | 'ship'
  | 'mark_ready'
  | 'hand_over'
  | 'confirm_receipt'
  | 'dispute'
  | 'review'
  | 'record_return';

export interface Purchase {
  id: string;
  status: PurchaseStatus;
  currency: string;
  totalMinor: number;
  holdExpiresAt: number | null;
  sellerOrders: SellerOrder[];
  payments: Payment[];
  createdAt: number;
  guest: boolean;
  email: string;
}

export interface Review {
  id: string;
  orderId: string;
  sellerId: string;
  buyerName: string;
  stars: number;
  text: string;
  createdAt: number;
}

export interface CartLine {
  listing: Listing;
  quantity: number;
  /** What has changed since it was put in. */
  changes: ('unavailable' | 'fewer' | 'price')[];
  priceWhenAddedMinor: number;
}

export interface Cart {
  currency: string;
  count: number;
  sellers: {
    seller: Listing['seller'];
    lines: CartLine[];
    copiesMinor: number;
    deliveryFrom: { providerId: string; name: string; costMinor: number } | null;
  }[];
  copiesMinor: number;
}

/** A member's cart by account, a visitor's by the token of their cookie. */
export type CartOwner = { accountId: string } | { cartToken: string };

/** The way of a purchase: cart, checkout, seller orders, reviews. */
export interface Sales {
  getCart(input: { owner: CartOwner }): Promise<Cart>;
  countCart(input: { owner: CartOwner }): Promise<number>;
  /** quantity 0 takes it out. Errors: `listing.unavailable` 409, `listing.own` 409. */
  putInCart(input: { owner: CartOwner; listingId: string; quantity: number }): Promise<void>;
  /** Signing in keeps the visitor's cart. */
  mergeCart(input: { accountId: string; cartToken: string }): Promise<void>;

  /**
   * Checkout. Without `items`, the cart. Idempotent by actor and key: the second call answers what the first did.
   * Errors: `listing.unavailable` 409 (`details.listings`), `listing.price_changed` 409, `listing.own` 409, `cart.empty` 422, `address.invalid` 422, `delivery.not_covered` 422, `idempotency.mismatch` 422.
   */
  placeOrder(input: {
    buyer: { accountId: string } | { guest: { email: string; locale: Locale } };
    owner?: CartOwner | undefined;
    items?: { listingId: string; quantity: number }[] | undefined;
    expectedPriceMinor?: Record<string, number> | undefined;
    address: Address;
    deliveries?: { sellerId: string; providerId: string }[] | undefined;
    idempotencyKey: string;
  }): Promise<{ purchase: Purchase; guestToken?: string }>;
  /** Errors: `purchase.state` 409, `hold.expired` 409, and those of `startPayment`. */
  payPurchase(input: {
    buyer: Buyer;
    purchaseId: string;
    method: PaymentMethod;
    card?: { number: string } | undefined;
    idempotencyKey: string;
    returnUrl: string;
  }): Promise<Payment>;
  /** The one way by which a confirmed payment becomes paid orders or a refund due. Idempotent. */
  settlePayment(input: { paymentId: string }): Promise<void>;
  /** The buyer is told that money went back. Idempotent by event. */
  announceRefund(input: { eventId: string; purchaseId: string; amountMinor: number }): Promise<void>;
  listPurchases(input: { accountId: string; cursor?: string | undefined; limit: number }): Promise<Page<Purchase>>;
  /** Errors: `purchase.not_found`. */
  getPurchase(input: { buyer: Buyer; purchaseId: string }): Promise<Purchase>;
  /** Cancels each order not yet shipped; none left: `purchase.state` 409. */
  cancelPurchase(input: { buyer: Buyer; purchaseId: string; idempotencyKey: string }): Promise<Purchase>;

  listSales(input: {
    sellerId: string;
    status?: OrderStatus[] | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<SellerOrder>>;
  /** Errors: `order.not_found`. */
  getSale(input: { sellerId: string; orderId: string }): Promise<SellerOrder>;
  countSales(input: { sellerId: string }): Promise<Partial<Record<OrderStatus, number>>>;
  /** paid → shipped, or ready for pick-up. Errors: `order.state` 409. */
  shipOrder(input: {
    sellerId: string;
    orderId: string;
    providerId?: string | undefined;
    tracking?: string | undefined;
    idempotencyKey: string;
  }): Promise<SellerOrder>;
  handOver(input: { sellerId: string; orderId: string; code: string; idempotencyKey: string }): Promise<SellerOrder>;
  cancelSale(input: { sellerId: string; orderId: string; idempotencyKey: string }): Promise<SellerOrder>;
  /** The parcel came back: its copies are for sale again, once. */
  recordReturn(input: { sellerId: string; orderId: string; idempotencyKey: string }): Promise<SellerOrder>;

  getOrderOfBuyer(input: { buyer: Buyer; orderId: string }): Promise<SellerOrder>;
  confirmReceipt(input: { buyer: Buyer; orderId: string; idempotencyKey: string }): Promise<SellerOrder>;
  disputeOrder(input: { buyer: Buyer; orderId: string; reason: string; idempotencyKey: string }): Promise<SellerOrder>;
  reviewOrder(input: {
    buyer: Buyer;
    orderId: string;
    stars: number;
    text: string;
    idempotencyKey: string;
  }): Promise<Review>;
  listReviews(input: { sellerId: string; cursor?: string | undefined; limit: number }): Promise<Page<Review>>;
  /** Confirming a guest's e-mail on an account claims its purchases. */
  claimGuestPurchases(input: { accountId: string; email: string }): Promise<number>;

  /* time and sweeping (worker) */
  expirePurchases(): Promise<number>;
  completeOrders(): Promise<number>;
  resumeUnfinished(): Promise<number>;
  forgetOldCarts(): Promise<void>;

  /* administration */
  listOrders(input: {
    status?: OrderStatus | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<SellerOrder>>;
  getOrderAsAdministrator(input: {
    orderId: string;
  }): Promise<{ order: SellerOrder; dispute: string | null; purchase: Purchase }>;
  /** disputed → completed or refunded; completed → refunded. */
  resolveOrder(input: {
    orderId: string;
    outcome: 'completed' | 'refunded';
    idempotencyKey: string;
  }): Promise<SellerOrder>;
  figures(): Promise<{ purchases: number; paidOrders: number; disputed: number; soldCopiesMinor: number }>;
  /** For the demonstration: reviews of sellers without orders. */
  seedReviews(input: {
    reviews: { sellerId: string; buyerName: string; stars: number; text: string; createdAt: number }[];
  }): Promise<void>;
  audit(): Promise<string[]>;
}

/** What the mails say: everything in it, since messaging asks nobody. */
export interface OrderMail {
  purchaseId: string;
  orderId: string | null;
  to: { email: string; name: string; locale: Locale };
  guestToken: string | null;
  lines: { title: string; quantity: number; priceMinor: number }[];
  totalMinor: number;
  currency: string;
  sellerName: string | null;
  tracking: string | null;
  deliveryName: string | null;
  handoverCode: string | null;
}

export interface SalesEvents {
  'purchase.placed': OrderMail;
  'order.paid': OrderMail & { sellerId: string };
  'purchase.paid': OrderMail;
  'order.shipped': OrderMail;
  'order.ready_for_pickup': OrderMail;
  'order.cancelled': OrderMail & { sellerId: string; refund: boolean };
  'sale.cancelled': OrderMail;
  'order.refunded': OrderMail & { amountMinor?: number };
  /** The amount may have come in another currency than the purchase's. */
  'purchase.refund_due': OrderMail & { amountMinor: number; amountCurrency?: string };
  'seller.rated': { sellerId: string; ratingHundredths: number; reviews: number };
}
