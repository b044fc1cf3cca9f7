import { attributes, type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatNumber } from '../messages/formats.ts';
import { paths } from '../paths.ts';
import { icons } from './icon.ts';

/** The ways through the shop: a row under the header, a bar at the thumb's reach on a phone. */
export function siteNav(ctx: PageContext): Html {
  const { shell } = ctx.t;
  return html`<nav class="site-nav" aria-label="${shell.navigation}"><ul>${item(ctx, paths.search, html`${icons.shelf}<span>${shell.explore}</span>`)}${item(ctx, paths.publish, html`${icons.add}<span class="long">${shell.publish}</span><span class="short">${shell.publishShort}</span>`)}${
    ctx.viewer ? ownItems(ctx) : nothing
  }${cartItem(ctx)}${accountItem(ctx)}</ul></nav>`;
}

function item(ctx: PageContext, path: string, content: Html, place = '', label?: string): Html {
  const current =
    path !== '/' && (ctx.path === path || ctx.path.startsWith(`${path}/`) || ctx.path.startsWith(`${path}?`));
  return html`<li${place ? html` class="${place}"` : nothing}><a href="${ctx.url(path)}"${attributes({ 'aria-current': current ? 'page' : null, 'aria-label': label })}>${content}</a></li>`;
}

// A phone's bar has room for four; there, the account page leads to these.
function ownItems(ctx: PageContext): Html {
  const { shell } = ctx.t;
  return html`${item(ctx, paths.myBooks, html`<span>${shell.myBooks}</span>`, 'wide-only')}${item(ctx, paths.sales, html`<span>${shell.sales}</span>`, 'wide-only')}${item(ctx, paths.purchases, html`<span>${shell.purchases}</span>`, 'wide-only')}${
    ctx.viewer?.role === 'administrator'
      ? item(ctx, paths.administration, html`<span>${shell.administration}</span>`, 'wide-only')
      : nothing
  }`;
}

function cartItem(ctx: PageContext): Html {
  const { shell } = ctx.t;
  const count = ctx.cartCount > 0 ? html`<b class="count">${formatNumber(ctx, ctx.cartCount)}</b>` : nothing;
  const label = ctx.cartCount > 0 ? shell.cartWith(ctx.cartCount) : undefined;
  return item(ctx, paths.cart, html`${icons.cart}<span>${shell.cart}</span>${count}`, 'push', label);
}

function accountItem(ctx: PageContext): Html {
  const { shell } = ctx.t;
  if (!ctx.viewer) return item(ctx, paths.signIn, html`${icons.person}<span>${shell.signIn}</span>`);
  return item(
    ctx,
    paths.account,
    html`${icons.person}<span class="own-name">${ctx.viewer.name}</span>`,
    '',
    shell.accountOf(ctx.viewer.name),
  );
}
