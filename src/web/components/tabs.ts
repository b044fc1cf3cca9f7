import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatNumber } from '../messages/formats.ts';
import { paths } from '../paths.ts';

export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  readonly count?: number | undefined;
}

/** Neighbouring pages as tabs; each is a link. */
export function tabs(ctx: PageContext, label: string, items: readonly Tab[]): Html {
  return html`<nav class="tabs" aria-label="${label}"><ul>${items.map(
    (item) =>
      html`<li><a href="${item.href}"${item.current ? html` aria-current="page"` : nothing}>${item.label}${item.count === undefined ? nothing : html` <small>${formatNumber(ctx, item.count)}</small>`}</a></li>`,
  )}</ul></nav>`;
}

export type OwnPlace = 'account' | 'purchases' | 'myBooks' | 'sales';

/** The tabs above everything that belongs to the viewer. */
export function ownTabs(ctx: PageContext, current: OwnPlace): Html {
  const { shell } = ctx.t;
  const places: readonly OwnPlace[] = ['purchases', 'myBooks', 'sales', 'account'];
  return tabs(
    ctx,
    shell.yourThings,
    places.map((place) => ({ label: shell[place], href: ctx.url(paths[place]), current: place === current })),
  );
}
