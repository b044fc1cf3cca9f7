import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { locales } from '../messages/index.ts';
import { localisedPath } from '../paths.ts';

/** The same page in each language. */
export function languageSwitch(ctx: PageContext): Html {
  const { languageNames, language } = ctx.t.shell;
  return html`<nav class="language-switch" aria-label="${language}"><ul>${locales.map((locale) =>
    locale === ctx.locale
      ? html`<li><span aria-current="true" lang="${locale}">${languageNames[locale]}</span></li>`
      : html`<li><a href="${localisedPath(locale, ctx.shop.locale, ctx.path)}" hreflang="${locale}" lang="${locale}">${languageNames[locale]}</a></li>`,
  )}</ul></nav>`;
}
