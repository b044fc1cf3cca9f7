import { type Html, html } from '../html.ts';

/** The top of the home page: what this is, and the search box. */
export function hero(title: string, lead: string, search: Html): Html {
  return html`<div class="hero"><h1>${title}</h1><p class="lead">${lead}</p>${search}</div>`;
}
