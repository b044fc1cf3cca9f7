import type { Locale } from './door.ts';

/** Addresses of the shop's pages, in the reader's language: only the shop's own has no prefix. */
export interface Links {
  confirm(token: string): string;
  newEmail(token: string): string;
  reset(token: string): string;
  signIn(): string;
  /** A guest's link opens the purchase by its token. */
  purchase(id: string, guestToken: string | null): string;
  sale(orderId: string): string;
}

export function linksFor(publicUrl: string, locale: Locale, shopLocale: Locale): Links {
  const base = `${publicUrl}${locale === shopLocale ? '' : `/${locale}`}`;
  const withToken = (path: string, token: string): string => `${base}${path}?token=${encodeURIComponent(token)}`;
  return {
    confirm: (token) => withToken('/confirm', token),
    newEmail: (token) => withToken('/new-email', token),
    reset: (token) => withToken('/reset', token),
    signIn: () => `${base}/sign-in`,
    purchase: (id, guestToken) => {
      const path = `/purchases/${encodeURIComponent(id)}`;
      return guestToken === null ? `${base}${path}` : withToken(path, guestToken);
    },
    sale: (orderId) => `${base}/sales/${encodeURIComponent(orderId)}`,
  };
}
