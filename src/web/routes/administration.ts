import { blockListing, showBlock } from '../pages/administration/block-listing.ts';
import { changeRole, changeSuspension, showRole, showSuspension } from '../pages/administration/change-account.ts';
import { listProviders, saveProvider, showProvider } from '../pages/administration/delivery-providers.ts';
import { listAccounts } from '../pages/administration/list-accounts.ts';
import { listAudit } from '../pages/administration/list-audit.ts';
import { listListings } from '../pages/administration/list-listings.ts';
import { listOrders } from '../pages/administration/list-orders.ts';
import { confirmTransfer, listPayments, settleRefund } from '../pages/administration/list-payments.ts';
import { listPayouts, payOut, showPayout } from '../pages/administration/list-payouts.ts';
import { showFigures } from '../pages/administration/show-figures.ts';
import { resolveOrder, showOrder, showResolution } from '../pages/administration/show-order.ts';
import { listMail, showMail } from '../pages/development/show-mail.ts';
import type { Route } from '../route.ts';

/** For administrators; anyone else who is signed in gets 404. */
export const administrationRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin', access: 'administrator', handle: showFigures },
  { method: 'GET', path: '/admin/accounts', access: 'administrator', handle: listAccounts },
  { method: 'GET', path: '/admin/accounts/:id/suspension', access: 'administrator', handle: showSuspension },
  { method: 'POST', path: '/admin/accounts/:id/suspension', access: 'administrator', handle: changeSuspension },
  { method: 'GET', path: '/admin/accounts/:id/role', access: 'administrator', handle: showRole },
  { method: 'POST', path: '/admin/accounts/:id/role', access: 'administrator', handle: changeRole },
  { method: 'GET', path: '/admin/listings', access: 'administrator', handle: listListings },
  { method: 'GET', path: '/admin/listings/:id/block', access: 'administrator', handle: showBlock },
  { method: 'POST', path: '/admin/listings/:id/block', access: 'administrator', handle: blockListing },
  { method: 'GET', path: '/admin/orders', access: 'administrator', handle: listOrders },
  { method: 'GET', path: '/admin/orders/:id', access: 'administrator', handle: showOrder },
  { method: 'GET', path: '/admin/orders/:id/resolution', access: 'administrator', handle: showResolution },
  { method: 'POST', path: '/admin/orders/:id/resolution', access: 'administrator', handle: resolveOrder },
  { method: 'GET', path: '/admin/payments', access: 'administrator', handle: listPayments },
  { method: 'POST', path: '/admin/payments/:id/confirmation', access: 'administrator', handle: confirmTransfer },
  { method: 'POST', path: '/admin/payments/:id/refund', access: 'administrator', handle: settleRefund },
  { method: 'GET', path: '/admin/payouts', access: 'administrator', handle: listPayouts },
  { method: 'GET', path: '/admin/payouts/:id', access: 'administrator', handle: showPayout },
  { method: 'POST', path: '/admin/payouts/:id', access: 'administrator', handle: payOut },
  { method: 'GET', path: '/admin/delivery', access: 'administrator', handle: listProviders },
  { method: 'GET', path: '/admin/delivery/:id', access: 'administrator', handle: showProvider },
  { method: 'POST', path: '/admin/delivery/:id', access: 'administrator', handle: saveProvider },
  { method: 'GET', path: '/admin/audit', access: 'administrator', handle: listAudit },
  { method: 'GET', path: '/development/mail', access: 'anyone', handle: listMail },
  { method: 'GET', path: '/development/mail/:id', access: 'anyone', handle: showMail },
];
