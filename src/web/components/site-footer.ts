import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { languageSwitch } from './language-switch.ts';
import { mark } from './site-header.ts';

/** Three short lists of links, the language, and what the shop stands for. */
export function siteFooter(ctx: PageContext): Html {
  const { shell, guide } = ctx.t;
  return html`<footer class="site-footer"><div class="footer-inner"><div class="footer-about"><p class="footer-name">${mark}${ctx.shop.name}</p><p>${shell.footerNote(ctx.shop.name)}</p>${languageSwitch(ctx)}</div>${links(
    shell.footerReaders,
    [
      [ctx.url(paths.search), shell.explore],
      [ctx.url(`${paths.search}?sort=newest`), shell.newest],
      [ctx.url(paths.purchases), shell.purchases],
    ],
  )}${links(shell.footerSellers, [
    [ctx.url(paths.publish), shell.publish],
    [ctx.url(paths.myBooks), shell.myBooks],
    [ctx.url(paths.sales), shell.sales],
  ])}${links(shell.footerShop, [
    [ctx.url(paths.howItWorks), shell.howItWorks],
    [ctx.url(`${paths.howItWorks}#conditions`), guide.conditionsTitle],
    ['/api/docs', shell.apiReference],
  ])}</div></footer>`;
}

function links(title: string, items: readonly (readonly [string, string])[]): Html {
  return html`<div><h2>${title}</h2><ul>${items.map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`)}</ul></div>`;
}
