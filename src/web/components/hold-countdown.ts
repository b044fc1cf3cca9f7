import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatTime } from '../messages/formats.ts';
import { icons } from './icon.ts';

/** Until when copies are held, on the shop's clock; the script adds how long that still is. `now` and `expiresAt` are the server's. */
export function holdCountdown(ctx: PageContext, expiresAt: number, now: number): Html {
  const { orders } = ctx.t;
  const left = Math.max(0, Math.round((expiresAt - now) / 1000));
  return html`<hold-countdown class="hold" data-seconds="${left}" data-left="${orders.holdLeft}" data-over="${orders.holdOver}">${icons.clock}<p><time datetime="${new Date(expiresAt).toISOString()}">${orders.holdUntil(formatTime(ctx, expiresAt))}</time></p></hold-countdown>`;
}
