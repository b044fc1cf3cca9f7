import type { Listing } from '../../../modules/catalogue/index.ts';
import { linkButton } from '../../components/button.ts';
import { fieldId } from '../../components/field.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';

/** A book's address to send to friends: as a message, or as text to copy. */
export function shareBox(ctx: PageContext, { id, title, priceMinor }: Listing): Html {
  const { publishing } = ctx.t;
  const address = ctx.shop.publicUrl + ctx.url(paths.listing(id));
  const text = publishing.shareText(title, formatMoney(ctx, priceMinor), address).toWellFormed();
  const whatsApp = linkButton(publishing.shareWhatsApp, `https://wa.me/?text=${encodeURIComponent(text)}`);
  const copy = html`<div class="field"><label for="${fieldId('address')}">${publishing.shareLink}</label><input id="${fieldId('address')}" type="text" value="${address}" readonly spellcheck="false"></div>`;
  return html`<div class="stack">${copy}<div class="actions">${whatsApp}</div></div>`;
}
