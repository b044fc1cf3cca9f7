import { noticeBanner } from './components/notice.ts';
import { siteFooter } from './components/site-footer.ts';
import { siteHeader } from './components/site-header.ts';
import { type Html, html, jsonLd, nothing } from './html.ts';
import { type Locale, locales, type Messages } from './messages/index.ts';
import { localisedPath } from './paths.ts';

export type { Html } from './html.ts';

/** What every page and component is given: who looks, in which language, and how to link. */
export interface PageContext {
  readonly locale: Locale;
  readonly t: Messages;
  /** Path and query without the locale's prefix. */
  readonly path: string;
  /** A link in the page's language; the shop's own language has no prefix. */
  readonly url: (path: string) => string;
  /** The hashed address of `app.css`, `app.js`, `favicon.svg`, … */
  readonly asset: (name: string) => string;
  readonly shop: {
    readonly name: string;
    readonly currency: string;
    readonly country: string;
    readonly locale: Locale;
    /** Without a slash at the end. */
    readonly publicUrl: string;
  };
  readonly viewer: {
    readonly accountId: string;
    readonly name: string;
    readonly role: 'member' | 'administrator';
  } | null;
  readonly cartCount: number;
  /** The form token of a signed-in viewer; visitors' pages carry none, so that they can be cached. */
  readonly csrf: string | null;
  /** Shown once, above the page: what was done, and what to do now. */
  readonly notice?: Notice | undefined;
}

export interface Notice {
  readonly kind: 'done' | 'info' | 'problem';
  readonly text: string;
  readonly next?: { readonly label: string; readonly href: string } | undefined;
}

export interface Page {
  /** Without the shop's name, which is added. */
  readonly title: string;
  readonly description?: string | undefined;
  readonly robots?: 'noindex' | undefined;
  /** Path (with the query that matters, without the locale's prefix) of the one address of this page; pages that search engines should know have it. */
  readonly canonical?: string | undefined;
  readonly jsonLd?: readonly object[] | undefined;
  readonly og?: OpenGraph | undefined;
  /** What stands in the header's search box. */
  readonly search?: string | undefined;
  /** The page brings its own search box, so the header shows none (home). */
  readonly ownSearch?: boolean | undefined;
  readonly body: Html;
  /** `true`: the full width of the shop (grids, tables); else a column for reading and forms. */
  readonly wide?: boolean | undefined;
}

export interface OpenGraph {
  readonly type: 'website' | 'book' | 'product' | 'profile';
  /** An absolute address, or a path of this shop. */
  readonly image?: string | undefined;
  readonly imageAlt?: string | undefined;
}

/** A whole page: head, header, notice, body in `<main>`, footer. */
export function layout(ctx: PageContext, page: Page): Html {
  return html`<!doctype html>
<html lang="${ctx.locale}">${head(ctx, page)}<body>
<a class="skip-link" href="#main">${ctx.t.shell.skipToContent}</a>
${siteHeader(ctx, page)}
<main id="main" class="${page.wide ? 'page page-wide' : 'page'}" tabindex="-1">${ctx.notice ? noticeBanner(ctx.notice) : nothing}${page.body}</main>
${siteFooter(ctx)}
</body></html>`;
}

function head(ctx: PageContext, page: Page): Html {
  const { shop } = ctx;
  const title = page.title === shop.name ? shop.name : `${page.title} · ${shop.name}`;
  return html`<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title}</title>
${page.description ? html`<meta name="description" content="${page.description}">` : nothing}
${page.robots ? html`<meta name="robots" content="${page.robots}">` : nothing}
<link rel="stylesheet" href="${ctx.asset('app.css')}">
<script type="module" src="${ctx.asset('app.js')}"></script>
<link rel="icon" href="${ctx.asset('favicon.svg')}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${ctx.asset('icon-180.png')}">
<link rel="manifest" href="${ctx.url('/manifest.webmanifest')}">
<link rel="search" type="application/opensearchdescription+xml" title="${shop.name}" href="${ctx.url('/opensearch.xml')}">
<meta name="theme-color" content="#163c2d">
<meta name="color-scheme" content="light dark">
${page.canonical === undefined ? nothing : addresses(ctx, page.canonical)}
${openGraph(ctx, page, title)}
${page.jsonLd ? page.jsonLd.map(jsonLd) : nothing}</head>`;
}

function addresses(ctx: PageContext, canonical: string): Html {
  const { shop } = ctx;
  const address = (locale: Locale) => shop.publicUrl + localisedPath(locale, shop.locale, canonical);
  return html`<link rel="canonical" href="${address(ctx.locale)}">${locales.map(
    (locale) => html`<link rel="alternate" hreflang="${locale}" href="${address(locale)}">`,
  )}`;
}

function openGraph(ctx: PageContext, page: Page, title: string): Html {
  if (page.robots) return nothing;
  const { shop } = ctx;
  const image = page.og?.image ?? ctx.asset('share.png');
  return html`<meta property="og:site_name" content="${shop.name}"><meta property="og:title" content="${title}"><meta property="og:type" content="${page.og?.type ?? 'website'}"><meta property="og:locale" content="${ctx.locale === 'es' ? `es_${shop.country}` : 'en'}"><meta property="og:image" content="${image.startsWith('/') ? shop.publicUrl + image : image}">${
    page.og?.imageAlt ? html`<meta property="og:image:alt" content="${page.og.imageAlt}">` : nothing
  }${page.description ? html`<meta property="og:description" content="${page.description}">` : nothing}`;
}
