/** Addresses of the pages, without the locale's prefix: pass them through `ctx.url`. Covers, photos and assets have no prefix. */
export const paths = {
  home: '/',
  search: '/search',
  listing: (id: string) => `/listings/${id}`,
  edition: (id: string) => `/editions/${id}`,
  seller: (id: string) => `/sellers/${id}`,
  sellerReviews: (id: string) => `/sellers/${id}/reviews`,
  howItWorks: '/how-it-works',
  publish: '/publish',
  myBooks: '/my-books',
  myBook: (id: string) => `/my-books/${id}`,
  cart: '/cart',
  cartItems: '/cart/items',
  cartGone: '/cart/gone',
  checkout: '/checkout',
  purchases: '/purchases',
  purchase: (id: string) => `/purchases/${id}`,
  payment: (id: string) => `/purchases/${id}/payment`,
  cancellation: (id: string) => `/purchases/${id}/cancellation`,
  buyAgain: (id: string) => `/purchases/${id}/cart`,
  receipt: (id: string, orderId: string) => `/purchases/${id}/orders/${orderId}/receipt`,
  dispute: (id: string, orderId: string) => `/purchases/${id}/orders/${orderId}/dispute`,
  review: (id: string, orderId: string) => `/purchases/${id}/orders/${orderId}/review`,
  sandbox: (paymentId: string) => `/sandbox/${paymentId}`,
  sales: '/sales',
  sale: (id: string) => `/sales/${id}`,
  account: '/account',
  signIn: '/sign-in',
  signOut: '/sign-out',
  register: '/register',
  administration: '/admin',
  cover: (workId: string) => `/covers/${workId}.svg`,
} as const;

/** A path in a locale: the shop's own language has no prefix, the other one has its code. */
export function localisedPath(locale: string, shopLocale: string, path: string): string {
  if (locale === shopLocale) return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}
