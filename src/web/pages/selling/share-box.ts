import type { Listing } from '../../../modules/catalogue/index.ts';
import { linkButton } from '../../components/button.ts';
import { textInput } from '../../components/text-input.ts';
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
  return html`<div class="stack">${textInput(ctx, { name: 'address', label: publishing.shareLink, value: address, required: false, spellcheck: false, autocomplete: 'off' })}<div class="actions">${whatsApp}</div></div>`;
}
