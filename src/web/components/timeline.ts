import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatDateTime } from '../messages/formats.ts';

export interface Moment {
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead';
  /** When it happened. */
  readonly at?: number | undefined;
  readonly text?: string | Html | undefined;
}

/** Where an order is on its way, from the first step to the last. */
export function timeline(ctx: PageContext, moments: readonly Moment[]): Html {
  const { orders } = ctx.t;
  const word = { done: orders.stepDone, current: orders.stepCurrent, ahead: orders.stepAhead };
  return html`<ol class="timeline" aria-label="${orders.timeline}">${moments.map(
    (moment) =>
      html`<li data-state="${moment.state}"${moment.state === 'current' ? html` aria-current="step"` : nothing}><span class="moment">${moment.label}</span><span class="visually-hidden"> (${word[moment.state]})</span>${
        moment.at === undefined
          ? nothing
          : html` <time datetime="${new Date(moment.at).toISOString()}">${formatDateTime(ctx, moment.at)}</time>`
      }${moment.text ? html`<p>${moment.text}</p>` : nothing}</li>`,
  )}</ol>`;
}
