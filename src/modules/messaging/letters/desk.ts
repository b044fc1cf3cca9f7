import type { ShopSettings } from '../../../platform/config/index.ts';
import type { Locale } from '../door.ts';
import { formatMoney } from '../format-money.ts';
import { type Links, linksFor } from '../links.ts';
import { nameToGreet } from '../safe-line.ts';
import { type MailTexts, textsIn } from '../texts/index.ts';

/** Where a letter to one reader is written: their language, their links, their name. */
export interface Desk {
  texts: MailTexts;
  links: Links;
  shopName: string;
  greeting: string;
  closing: string;
  money(amountMinor: number, currency: string): string;
}

export function deskFor(shop: ShopSettings, publicUrl: string, reader: { name: string; locale: Locale }): Desk {
  const texts = textsIn(reader.locale);
  return {
    texts,
    links: linksFor(publicUrl, reader.locale, shop.locale),
    shopName: shop.name,
    greeting: texts.greeting(nameToGreet(reader.name)),
    closing: texts.closing(shop.name),
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, reader.locale, shop.country),
  };
}
