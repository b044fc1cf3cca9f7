import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import { demoPassword } from '../../src/demo.ts';
import { type Messages, messagesFor } from '../../src/web/messages/index.ts';

export { expect } from '@playwright/test';

export const es = messagesFor('es');
export const en = messagesFor('en');

/** Somebody at the shop: a browser of their own, in which nothing may go wrong. */
export type Visit = (options?: BrowserContextOptions) => Promise<Page>;

interface ShopFixtures {
  readonly shopUrl: string;
  readonly visit: Visit;
}

export const test = base.extend<ShopFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants it so
  shopUrl: async ({}, use, { project }) => {
    const url = project.metadata.database === 'mysql' ? process.env.JOURNEY_MYSQL : process.env.JOURNEY_SQLITE;
    if (url === undefined) throw new Error('the shops are not open');
    await use(url);
  },
  visit: async ({ browser, shopUrl }, use) => {
    const errors: string[] = [];
    const pages: Page[] = [];
    await use(async (options) => {
      const page = await openPage(browser, { baseURL: shopUrl, ...options }, errors);
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
    expect(errors).toEqual([]);
  },
});

export async function openPage(browser: Browser, options: BrowserContextOptions, errors: string[]): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refused form answers 409 or 422, which the browser reports.
    if (message.type() === 'error' && !/status of 4(09|22)/.test(message.text())) errors.push(message.text());
  });
  return page;
}

/** Presses the one button, or follows the one link, of this name. */
export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
export const link = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('link', { name, exact: true });

export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await button(page, es.account.signIn).click();
  await expect(page.locator('.notice')).toContainText(es.notices.signed_in);
}

/** The address of a form, as the six fields that a reader cannot do without. */
export async function fillAddress(page: Page, name: string): Promise<void> {
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=phone]').fill('300 123 4567');
  await page.locator('[name=line1]').fill('Calle 45 # 13-20');
  await page.locator('[name=city]').fill('Bogotá');
  await page.locator('[name=region]').selectOption('Bogotá, D.C.');
}

/** Publishes a copy of the seller's through REST, for journeys that begin with a book. */
export async function publish(page: Page, email: string, title: string, password = demoPassword): Promise<string> {
  const api = page.context().request;
  const session = await api.post('/api/v1/sessions', { data: { email, password } });
  const { token } = (await session.json()) as { token: string };
  const published = await api.post('/api/v1/listings', {
    headers: { authorization: `Bearer ${token}` },
    data: { title, authors: ['Nadie'], condition: 'good', price: { amount: 3_000_000, currency: 'COP' }, quantity: 1 },
  });
  expect(published.status()).toBe(201);
  return ((await published.json()) as { id: string }).id;
}

/** From the book's page to the checkout. */
export async function buyNow(page: Page, listingId: string, words: Messages = es): Promise<void> {
  await page.goto(`${words === en ? '/en' : ''}/listings/${listingId}`);
  await button(page, words.listing.buyNow).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.checkout.checkoutTitle);
}

/** A kept mail's text; the newest one of this address and subject. */
export async function readMail(page: Page, to: string, subject: RegExp): Promise<string> {
  const row = page.getByRole('row').filter({ hasText: to }).filter({ hasText: subject });
  await expect(async () => {
    await page.goto('/development/mail');
    await expect(row.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await row.first().getByRole('link').click();
  return page.locator('main').innerText();
}

export const payButton = (words: Messages = es): RegExp => new RegExp(`^${words.checkout.pay('').trim()} `);
