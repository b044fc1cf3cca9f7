import { type Html, html, nothing } from '../html.ts';
import type { PictureSource } from './book-picture.ts';
import { bookPicture } from './book-picture.ts';

export interface TodoCard {
  /** What is to be done: "Envía 2 libros a Mateo". */
  readonly title: string;
  /** By when, or why: "Antes del viernes 6". */
  readonly text?: string | Html | undefined;
  readonly urgent?: boolean | undefined;
  readonly picture?: PictureSource | undefined;
  /** Buttons or forms: two taps at most. */
  readonly actions: Html;
  /** The level of its heading; 2 where the cards stand right below the page's. */
  readonly level?: 2 | 3 | undefined;
}

/** One thing to do, with the buttons that do it. */
export function todoCard({ title, text, urgent, picture, actions, level = 2 }: TodoCard): Html {
  return html`<article class="todo"${urgent ? html` data-urgent` : nothing}>${picture ? bookPicture(picture, '') : nothing}<div><h${level}>${title}</h${level}>${text ? html`<p>${text}</p>` : nothing}<div class="actions">${actions}</div></div></article>`;
}
