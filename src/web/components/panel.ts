import { type Html, html, nothing } from '../html.ts';

export interface Panel {
  readonly title?: string | undefined;
  readonly body: Html;
  /** `sunken` for what is said once and quietly. */
  readonly tone?: 'raised' | 'sunken' | undefined;
}

/** A framed part of a page: one seller's part of a cart, an address, a group of settings. */
export function panel({ title, body, tone = 'raised' }: Panel): Html {
  return html`<section class="panel" data-tone="${tone}">${title ? html`<h2>${title}</h2>` : nothing}${body}</section>`;
}

/** Two columns where there is room: what the page is about, and what one does about it. */
export function withAside(main: Html, aside: Html): Html {
  return html`<div class="with-aside"><div>${main}</div><div>${aside}</div></div>`;
}

/** A book's picture beside what there is to say about it, and what one can do: the page of a copy or an edition. */
export function withPicture(picture: Html, words: Html, aside?: Html): Html {
  return html`<div class="with-picture"><div>${picture}</div><div class="stack">${words}</div>${aside ? html`<div class="stack">${aside}</div>` : nothing}</div>`;
}
