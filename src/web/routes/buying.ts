import { buyAgain } from '../pages/buying/buy-again.ts';
import { cancelPurchase, showCancellation } from '../pages/buying/cancel-purchase.ts';
import { clearCart } from '../pages/buying/clear-cart.ts';
import { confirmReceipt } from '../pages/buying/confirm-receipt.ts';
import { disputeOrder, showDispute } from '../pages/buying/dispute-order.ts';
import { listPurchases } from '../pages/buying/list-purchases.ts';
import { pay } from '../pages/buying/pay.ts';
import { putInCart } from '../pages/buying/put-in-cart.ts';
import { reviewOrder, showReview } from '../pages/buying/review-order.ts';
import { sendCheckout } from '../pages/buying/send-checkout.ts';
import { showCart } from '../pages/buying/show-cart.ts';
import { showCheckout } from '../pages/buying/show-checkout.ts';
import { showPayment } from '../pages/buying/show-payment.ts';
import { showPurchase } from '../pages/buying/show-purchase.ts';
import { decideSandbox, showSandbox } from '../pages/buying/show-sandbox.ts';
import type { Route } from '../route.ts';

/** From the cart to the doorstep. Guests buy and follow their purchases as members do. */
export const buyingRoutes: readonly Route[] = [
  { method: 'GET', path: '/cart', access: 'anyone', handle: showCart },
  { method: 'POST', path: '/cart/items', access: 'anyone', handle: putInCart },
  { method: 'POST', path: '/cart/gone', access: 'anyone', handle: clearCart },
  { method: 'GET', path: '/checkout', access: 'anyone', handle: showCheckout },
  { method: 'POST', path: '/checkout', access: 'anyone', handle: sendCheckout },
  { method: 'GET', path: '/purchases', access: 'member', handle: listPurchases },
  { method: 'GET', path: '/purchases/:id', access: 'anyone', handle: showPurchase },
  { method: 'GET', path: '/purchases/:id/payment', access: 'anyone', handle: showPayment },
  { method: 'POST', path: '/purchases/:id/payment', access: 'anyone', handle: pay },
  { method: 'GET', path: '/purchases/:id/cancellation', access: 'anyone', handle: showCancellation },
  { method: 'POST', path: '/purchases/:id/cancellation', access: 'anyone', handle: cancelPurchase },
  { method: 'POST', path: '/purchases/:id/cart', access: 'anyone', handle: buyAgain },
  { method: 'POST', path: '/purchases/:id/orders/:orderId/receipt', access: 'anyone', handle: confirmReceipt },
  { method: 'GET', path: '/purchases/:id/orders/:orderId/dispute', access: 'anyone', handle: showDispute },
  { method: 'POST', path: '/purchases/:id/orders/:orderId/dispute', access: 'anyone', handle: disputeOrder },
  { method: 'GET', path: '/purchases/:id/orders/:orderId/review', access: 'anyone', handle: showReview },
  { method: 'POST', path: '/purchases/:id/orders/:orderId/review', access: 'anyone', handle: reviewOrder },
  { method: 'GET', path: '/sandbox/:paymentId', access: 'anyone', handle: showSandbox },
  { method: 'POST', path: '/sandbox/:paymentId', access: 'anyone', handle: decideSandbox },
];
