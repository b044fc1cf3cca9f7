import { type Html, html, nothing } from '../html.ts';

export interface EmptyState {
  readonly title: string;
  readonly text: string;
  /** The next step: a button or two. */
  readonly actions?: Html | undefined;
  /** The level of its heading; 1 where it is the whole page. */
  readonly level?: 1 | 2 | undefined;
}

const emptyShelf = html`<svg class="empty-drawing" viewBox="0 0 240 96" width="240" height="96" aria-hidden="true" focusable="false"><path class="board" d="M8 84h224v6H8z"/><path class="spine" d="M34 30h16v54H34zM54 22h12v62H54zM70 36h20v48H70z"/><path class="spine lean" d="m98 38 15-5 18 48-15 5z"/><path class="gap" d="M146 34h16v50h-16zM166 26h14v58h-14zM184 40h18v44h-18z"/></svg>`;

/** A list with nothing in it: what that means, and what to do next. */
export function emptyState({ title, text, actions, level = 2 }: EmptyState): Html {
  return html`<div class="empty-state">${emptyShelf}${level === 1 ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}<p>${text}</p>${
    actions ? html`<div class="actions">${actions}</div>` : nothing
  }</div>`;
}
