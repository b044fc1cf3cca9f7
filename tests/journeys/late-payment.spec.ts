import type { APIRequestContext } from '@playwright/test';
import { leaseMysql } from '../support/databases.ts';
import { startShop } from '../support/shop.ts';
import { button, buyNow, es, expect, fillAddress, openPage, publish, test } from './shop-test.ts';

const holdSeconds = 12;
const seller = { email: 'lucia@example.com', password: 'un gato duerme en la biblioteca' };
const lateCard = '4000000000000101';

test('a payment that arrives after the hold: its buyer has the book if nobody else has, and is told either way', async ({
  browser,
}, { project }) => {
  test.setTimeout(180_000);
  const mysql = project.metadata.database === 'mysql' ? await leaseMysql() : undefined;
  const shop = await startShop({
    environment: { SHOP_HOLD_SECONDS: String(holdSeconds) },
    ...(mysql ? { databaseUrl: await mysql.open() } : {}),
  });
  const errors: string[] = [];
  try {
    const page = await openPage(browser, { baseURL: shop.url }, errors);
    const api = page.context().request;
    await api.post('/api/v1/accounts', { data: { name: 'Lucía', ...seller } });
    const kept = await publish(page, seller.email, 'Llegó tarde y alcanzó', seller.password);
    const lost = await publish(page, seller.email, 'Llegó tarde y ya no estaba', seller.password);
    const lostPurchase = await place(api, lost);
    expect(await pay(api, lostPurchase, lateCard)).toBe('pending');

    await buyNow(page, kept);
    await page.locator('[name=email]').fill('tarde@example.com');
    await fillAddress(page, 'Tarde');
    await button(page, es.checkout.goToPayment).click();
    await page.locator('[name=card]').fill(lateCard);
    await page.locator('.pay-form > button').click();
    await expect(page.locator('main')).toContainText(es.orders.waitingTitle);
    const keptPurchase = new URL(page.url()).pathname;

    // Somebody else takes the second book, as soon as its hold is over.
    const taken = await whenFree(api, lost);
    expect(await pay(api, taken, '4242424242424242')).toBe('paid');

    const sees = (path: string, ...words: string[]) =>
      expect(async () => {
        await page.goto(path);
        for (const text of words) await expect(page.locator('main')).toContainText(text, { timeout: 300 });
      }).toPass({ timeout: 60_000 });
    await sees(keptPurchase, es.orders.statuses.paid, es.orders.latePayment);
    await sees(`/purchases/${lostPurchase.id}?token=${lostPurchase.guestToken}`, es.orders.lateLost);
    expect(errors).toEqual([]);
  } finally {
    await shop.stop();
    await mysql?.release();
  }
});

const address = {
  name: 'Otra Persona',
  phone: '300 123 4567',
  line1: 'Calle 45 # 13-20',
  city: 'Bogotá',
  region: 'Bogotá, D.C.',
  country: 'CO',
};

interface Placed {
  readonly id: string;
  readonly guestToken: string;
}

async function placeOnce(api: APIRequestContext, listingId: string): Promise<{ ok: boolean; placed: Placed }> {
  const data = { items: [{ listingId, quantity: 1 }], address, email: 'otra@example.com' };
  const answer = await api.post('/api/v1/checkouts', { data });
  return { ok: answer.ok(), placed: (await answer.json()) as Placed };
}

async function place(api: APIRequestContext, listingId: string): Promise<Placed> {
  const { ok, placed } = await placeOnce(api, listingId);
  expect(ok).toBe(true);
  return placed;
}

async function whenFree(api: APIRequestContext, listingId: string): Promise<Placed> {
  let placed: Placed | undefined;
  await expect(async () => {
    placed = await place(api, listingId);
  }).toPass({ timeout: 40_000, intervals: [200] });
  if (!placed) throw new Error('it was never free');
  return placed;
}

async function pay(api: APIRequestContext, { id, guestToken }: Placed, number: string): Promise<string> {
  const answer = await api.post(`/api/v1/purchases/${id}/payments`, {
    headers: { authorization: `Bearer ${guestToken}` },
    data: { method: 'card', card: { number } },
  });
  return ((await answer.json()) as { status: string }).status;
}
