import sharp from 'sharp';
import type { Listing } from '../../src/modules/catalogue/index.ts';
import { type Answer, openWebShop, type UploadFile, type Visitor, type WebShop } from './web-shop.ts';

export const hostile = `<script>alert(1)</script> "é" 'n' & co`;

/** A photo of one colour, so that two of them differ. */
export const photo = async (name: string, shade = 90): Promise<UploadFile> => ({
  field: 'photos',
  name,
  type: 'image/jpeg',
  content: await sharp({ create: { width: 90, height: 120, channels: 3, background: { r: shade, g: 40, b: 20 } } })
    .jpeg()
    .toBuffer(),
});

export const notAPhoto: UploadFile = {
  field: 'photos',
  name: 'notas.txt',
  type: 'image/jpeg',
  content: Buffer.from('no soy una foto, aunque lo diga'),
};

/** What a browser sends for a file input where nothing was chosen. */
export const nothingChosen: UploadFile = {
  field: 'photos',
  name: '',
  type: 'application/octet-stream',
  content: Buffer.alloc(0),
};

export const fieldsOf = (page: Answer, action: string): Readonly<Record<string, string | string[]>> =>
  page.forms.find((form) => form.action === action)?.fields ?? {};

export const idIn = (location: string | undefined): string => /[0-9A-Z]{26}/.exec(location ?? '')?.[0] ?? '';

/** A shop where Lucía and Sara, who sell, are signed in. */
export interface SellersShop extends WebShop {
  readonly luciasBrowser: Visitor;
  readonly sarasBrowser: Visitor;
  listingOf(id: string): Promise<Listing>;
}

export async function openSellersShop(): Promise<SellersShop> {
  const shop = await openWebShop();
  return {
    ...shop,
    luciasBrowser: await shop.signIn('lucia@example.com'),
    sarasBrowser: await shop.signIn('sara@example.com'),
    listingOf: (id) => shop.doors.catalogue.getListing({ listingId: id, asAdministrator: true }),
  };
}
