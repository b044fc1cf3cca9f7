import type { Doors } from '../../../compose.ts';
import { type Html, html, render } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { locales } from '../../messages/index.ts';
import { localisedPath } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { remembered } from '../browsing/remembered.ts';
import { hourCache } from './day-cache.ts';

/** Two addresses each, with what they say of each other: under a megabyte. */
export const listingsAPart = 2000;
const partsRememberedMs = 600_000;

const partBeginnings = remembered(
  (doors: Doors) => doors.catalogue.sitemapParts({ size: listingsAPart }),
  partsRememberedMs,
);

/** Where the parts of the sitemap are: the shop's own pages, and its listings by the thousand. */
export const showSitemap: PageHandler = async ({ ctx, doors }) => {
  const parts = [
    'pages',
    ...(await partBeginnings(doors)).map((after) => (after === '' ? 'listings' : `listings-${after}`)),
  ];
  return xml(
    html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${parts.map((part) => html`<sitemap><loc>${ctx.shop.publicUrl}/sitemaps/${part}.xml</loc></sitemap>`)}</sitemapindex>`,
  );
};

export interface Address {
  /** Without the locale's prefix. */
  readonly path: string;
  readonly changedAt?: number | undefined;
}

/** Addresses in both languages, each naming the other. */
export function urlSet({ shop }: PageContext, addresses: readonly Address[]): PageAnswer {
  const entries = addresses.map(({ path, changedAt }) => {
    const urls = locales.map((locale) => ({ locale, url: shop.publicUrl + localisedPath(locale, shop.locale, path) }));
    const links = html`${urls.map(({ locale, url }) => html`<xhtml:link rel="alternate" hreflang="${locale}" href="${url}"/>`)}`;
    const changed = changedAt === undefined ? '' : html`<lastmod>${new Date(changedAt).toISOString()}</lastmod>`;
    return urls.map(({ url }) => html`<url><loc>${url}</loc>${changed}${links}</url>`);
  });
  return xml(
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries}</urlset>`,
  );
}

const xml = (content: Html): PageAnswer => ({
  content: `<?xml version="1.0" encoding="UTF-8"?>\n${render(content)}`,
  type: 'application/xml; charset=utf-8',
  cacheControl: hourCache,
});
