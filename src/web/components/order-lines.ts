import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatMoney } from '../messages/formats.ts';
import { bookPicture, type PictureSource } from './book-picture.ts';
import type { Condition } from './condition-scale.ts';

export interface OrderLine extends PictureSource {
  readonly title: string;
  /** Absent: the title is no link. */
  readonly href?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly condition: Condition;
  readonly quantity: number;
  /** Of one copy. */
  readonly priceMinor: number;
  /** What changed since, or a form to take it out. */
  readonly note?: Html | undefined;
}

/** Books in a cart or an order, a line each. */
export function orderLines(ctx: PageContext, lines: readonly OrderLine[]): Html {
  const { book } = ctx.t;
  return html`<ul class="order-lines">${lines.map(
    (line) =>
      html`<li>${bookPicture(line, '')}<div><p class="line-title">${line.href ? html`<a href="${line.href}">${line.title}</a>` : line.title}</p>${
        line.authors?.length ? html`<p class="line-detail">${book.byLine(line.authors)}</p>` : nothing
      }<p class="line-detail">${book.conditions[line.condition]}${line.quantity > 1 ? ` · ${line.quantity} × ${formatMoney(ctx, line.priceMinor)}` : nothing}</p>${line.note ?? nothing}</div><p class="price">${formatMoney(ctx, line.priceMinor * line.quantity)}</p></li>`,
  )}</ul>`;
}
