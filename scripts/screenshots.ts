// Takes the pictures of eight main pages, on a phone and on a desktop, that the documents show.
// `node scripts/screenshots.ts [FOLDER]`, by default docs/screenshots; from a freshly filled shop of its own.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { demoPassword } from '../src/demo.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { startDemoShop } from '../tests/support/demo-shop.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/screenshots');
const mostBytes = 120_000;

/** Each wide as a reader's window; 1 CSS pixel is 1 pixel, so that a picture stays small. */
const windows = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 860 } },
} as const;
type Window = keyof typeof windows;

interface Shot {
  readonly name: string;
  /** Brings the page to where it is taken. */
  readonly open: (page: Page) => Promise<unknown>;
  readonly dark?: true;
}

const shots: readonly Shot[] = [
  { name: 'home', open: (page) => page.goto('/') },
  { name: 'search', open: (page) => page.goto('/search?q=soledad&language=es') },
  { name: 'listing', open: openListing },
  { name: 'publish', open: openPublish },
  { name: 'checkout', open: openCheckout },
  { name: 'purchase', open: openPurchase },
  { name: 'sales', open: openSales },
  { name: 'administration', dark: true, open: openAdministration },
];

/** What the story before the pictures leaves behind. */
const known = { purchase: '', listing: '' };

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shop = await startDemoShop();
  const browser = await launchBrowser();
  try {
    await buyOnce(browser, shop.url);
    for (const window of Object.keys(windows) as Window[])
      for (const shot of shots) await take(browser, shop.url, shot, window);
  } finally {
    await browser.close();
    await shop.stop();
  }
}

async function take(browser: Browser, baseURL: string, { name, open, dark }: Shot, window: Window): Promise<void> {
  const context = await browser.newContext({
    ...windows[window],
    baseURL,
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await open(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.waitForLoadState('networkidle');
  const file = join(folder, `${name}-${window}.webp`);
  await sharp(await page.screenshot())
    .webp({ quality: 82, effort: 6 })
    .toFile(file);
  await context.close();
  const { size } = await stat(file);
  if (size > mostBytes) throw new Error(`${file} has ${size} bytes; ${mostBytes} are enough.`);
  console.log(`${file} ${Math.round(size / 1024)} kB`);
}

async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('[name=email]').fill(`${user}@bookstore.test`);
  await page.locator('[name=password]').fill(demoPassword);
  await page.locator('main form button').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Mateo buys a book of Lucía's, so that a purchase and a sale are there to be seen. */
async function buyOnce(browser: Browser, baseURL: string): Promise<void> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  known.listing = await listingOfLucia(page.context().request);
  await signIn(page, 'mateo');
  await fillCheckout(page);
  await page.locator('.checkout-go button').click();
  await page.locator('.pay-form > button').click();
  await page.waitForURL(/\/purchases\/\w+(\?|$)/);
  known.purchase = new URL(page.url()).pathname;
  await page.context().close();
}

async function listingOfLucia(api: APIRequestContext): Promise<string> {
  const session = await api.post('/api/v1/sessions', {
    data: { email: 'lucia@bookstore.test', password: demoPassword },
  });
  const { token } = (await session.json()) as { token: string };
  const mine = await api.get('/api/v1/me/listings?state=active&limit=1', {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await mine.json()) as { items: { id: string }[] };
  const [first] = items;
  if (!first) throw new Error('Lucía sells nothing.');
  return first.id;
}

async function fillCheckout(page: Page): Promise<void> {
  await page.goto(`/listings/${known.listing}`);
  await page.locator('button[value="/checkout"]').click();
  const fields = { name: 'Mateo Rojas', phone: '300 123 4567', line1: 'Calle 45 # 13-20', city: 'Bogotá' };
  for (const [name, text] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(text);
  await page.locator('[name=region]').selectOption('Bogotá, D.C.');
}

async function openListing(page: Page): Promise<void> {
  await page.goto('/search?q=cien+años+de+soledad');
  await page.locator('main a[href*="/listings/"]').first().click();
  await page.waitForURL(/listings/);
}

async function openPublish(page: Page): Promise<void> {
  await signIn(page, 'lucia');
  await page.goto('/publish?isbn=9788437604947');
}

async function openCheckout(page: Page): Promise<void> {
  await page.goto('/search?q=borges');
  await page.locator('main a[href*="/listings/"]').first().click();
  await page.locator('button[value="/checkout"]').click();
  await page.waitForURL(/checkout/);
}

async function openPurchase(page: Page): Promise<void> {
  await signIn(page, 'mateo');
  await page.goto(known.purchase);
}

async function openSales(page: Page): Promise<void> {
  await signIn(page, 'lucia');
  await page.goto('/sales');
}

async function openAdministration(page: Page): Promise<void> {
  await signIn(page, 'ana');
  await page.goto('/admin');
}

await main();
