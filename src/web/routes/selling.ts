import { changeState } from '../pages/selling/change-state.ts';
import { duplicateBook } from '../pages/selling/duplicate-book.ts';
import { saveBook, showBook } from '../pages/selling/edit-book.ts';
import { handOverSale, shipSale } from '../pages/selling/fulfil-sale.ts';
import { addPhotos, orderPhotos, removePhoto, showPhotoRemoval, showPhotos } from '../pages/selling/keep-photos.ts';
import { removeBook, showRemoval } from '../pages/selling/remove-book.ts';
import { restock } from '../pages/selling/restock.ts';
import { sendPublish } from '../pages/selling/send-publish.ts';
import { showMoney } from '../pages/selling/show-money.ts';
import { showMyBooks } from '../pages/selling/show-my-books.ts';
import { showPublish } from '../pages/selling/show-publish.ts';
import { showPublished } from '../pages/selling/show-published.ts';
import { showSale } from '../pages/selling/show-sale.ts';
import { showSales } from '../pages/selling/show-sales.ts';
import { cancelSale, recordReturn, showSaleCancellation, showSaleReturn } from '../pages/selling/undo-sale.ts';
import type { Route } from '../route.ts';

/** What one sells: publishing, one's books, one's sales. */
export const sellingRoutes: readonly Route[] = [
  { method: 'GET', path: '/publish', access: 'member', handle: showPublish },
  { method: 'POST', path: '/publish', access: 'member', handle: sendPublish, multipart: true },
  { method: 'GET', path: '/my-books', access: 'member', handle: showMyBooks },
  { method: 'GET', path: '/my-books/:id', access: 'member', handle: showBook },
  { method: 'POST', path: '/my-books/:id', access: 'member', handle: saveBook },
  { method: 'GET', path: '/my-books/:id/published', access: 'member', handle: showPublished },
  { method: 'POST', path: '/my-books/:id/state', access: 'member', handle: changeState },
  { method: 'POST', path: '/my-books/:id/stock', access: 'member', handle: restock },
  { method: 'POST', path: '/my-books/:id/copies', access: 'member', handle: duplicateBook },
  { method: 'GET', path: '/my-books/:id/removal', access: 'member', handle: showRemoval },
  { method: 'POST', path: '/my-books/:id/removal', access: 'member', handle: removeBook },
  { method: 'GET', path: '/my-books/:id/photos', access: 'member', handle: showPhotos },
  { method: 'POST', path: '/my-books/:id/photos', access: 'member', handle: addPhotos, multipart: true },
  { method: 'POST', path: '/my-books/:id/photos/order', access: 'member', handle: orderPhotos },
  { method: 'GET', path: '/my-books/:id/photos/:photoId/removal', access: 'member', handle: showPhotoRemoval },
  { method: 'POST', path: '/my-books/:id/photos/:photoId/removal', access: 'member', handle: removePhoto },
  { method: 'GET', path: '/sales', access: 'member', handle: showSales },
  { method: 'GET', path: '/sales/money', access: 'member', handle: showMoney },
  { method: 'GET', path: '/sales/:id', access: 'member', handle: showSale },
  { method: 'POST', path: '/sales/:id/shipment', access: 'member', handle: shipSale },
  { method: 'POST', path: '/sales/:id/handover', access: 'member', handle: handOverSale },
  { method: 'GET', path: '/sales/:id/cancellation', access: 'member', handle: showSaleCancellation },
  { method: 'POST', path: '/sales/:id/cancellation', access: 'member', handle: cancelSale },
  { method: 'GET', path: '/sales/:id/return', access: 'member', handle: showSaleReturn },
  { method: 'POST', path: '/sales/:id/return', access: 'member', handle: recordReturn },
];
