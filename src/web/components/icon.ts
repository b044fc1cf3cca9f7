import { type Html, html } from '../html.ts';

const icon = (shape: Html): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${shape}</svg>`;

/** Line drawings on a 24-pixel grid, coloured by the text around them; always beside a word. */
export const icons = {
  search: icon(html`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>`),
  shelf: icon(html`<path d="M5 4v14M9 4v14M13 5l4.5 13M3 20.5h18"/>`),
  add: icon(html`<path d="M5 4.5A1.5 1.5 0 0 1 6.5 3H19v18H6.5A1.5 1.5 0 0 1 5 19.5zM12 8v7M8.5 11.5h7"/>`),
  cart: icon(html`<path d="M4 8h16l-1.5 12.5h-13zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"/>`),
  person: icon(html`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6"/>`),
  pin: icon(
    html`<path d="M12 21s6.5-6.3 6.5-11.3a6.5 6.5 0 0 0-13 0C5.5 14.7 12 21 12 21z"/><circle cx="12" cy="9.7" r="2.2"/>`,
  ),
  truck: icon(
    html`<path d="M2.5 6h11v10.5h-11zM13.5 10h4l3.5 3.5v3h-7.5"/><circle cx="6.7" cy="18" r="1.9"/><circle cx="17" cy="18" r="1.9"/>`,
  ),
  hand: icon(html`<path d="M4 12.5 8 9l4 3 4-3 4 3.5M6 12v6.5h12V12"/>`),
  clock: icon(html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>`),
  check: icon(html`<path d="m5 12.5 4.7 4.7L19.5 7"/>`),
  warning: icon(html`<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3"/>`),
  info: icon(html`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.3"/>`),
  camera: icon(html`<path d="M3.5 8h4l1.5-2.5h6L16.5 8h4v11.5h-17z"/><circle cx="12" cy="13.3" r="3.5"/>`),
  star: icon(html`<path d="m12 4 2.4 5.2 5.6.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.8l5.6-.6z"/>`),
  book: icon(
    html`<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13.5c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5C17 4.5 14 5 12 6.5zM12 6.5V20"/>`,
  ),
  leave: icon(html`<path d="M14 4H5v16h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5"/>`),
  forward: icon(html`<path d="m9 5 7 7-7 7"/>`),
  back: icon(html`<path d="m15 5-7 7 7 7"/>`),
} as const;

export type IconName = keyof typeof icons;
