import type { Address } from '../../../modules/accounts/index.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { countryName } from '../../messages/formats.ts';

/** An address as it stands on a parcel; the country only where it is another one. */
export function addressLines(ctx: PageContext, address: Address): Html {
  const { name, phone, line1, line2, city, region, postalCode, country } = address;
  const place = [city, region, postalCode].filter(Boolean).join(', ');
  const abroad = country === ctx.shop.country ? undefined : countryName(ctx.locale, country);
  const lines = [name, line1, line2, place, abroad, phone].filter((line) => line !== undefined && line !== '');
  return html`<address>${lines.map((line, place) => html`${place > 0 ? html`<br>` : ''}${line}`)}</address>`;
}
