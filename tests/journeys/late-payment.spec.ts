import { leaseMysql } from '../support/databases.ts';
import { startShop } from '../support/shop.ts';
import { button, buyNow, es, expect, fillAddress, openPage, publish, test } from './shop-test.ts';

const holdSeconds = 8;

test('a payment that arrives after the hold: the buyer is told, and has the book if nobody else has', async ({
  browser,
}, { project }) => {
  const mysql = project.metadata.database === 'mysql' ? await leaseMysql() : undefined;
  const shop = await startShop({
    environment: { SHOP_HOLD_SECONDS: String(holdSeconds), SHOP_DEMO: 'on' },
    ...(mysql ? { databaseUrl: await mysql.open() } : {}),
  });
  const errors: string[] = [];
  try {
    const page = await openPage(browser, { baseURL: shop.url }, errors);
    const kept = await publish(page, 'lucia@bookstore.test', 'Llegó tarde y alcanzó');
    const lost = await publish(page, 'lucia@bookstore.test', 'Llegó tarde y ya no estaba');
    const late = async (listingId: string) => {
      await buyNow(page, listingId);
      await page.locator('[name=email]').fill('tarde@example.com');
      await fillAddress(page, 'Tarde');
      await button(page, es.checkout.goToPayment).click();
      await page.locator('[name=card]').fill('4000 0000 0000 0101');
      await page.locator('.pay-form > button').click();
      await expect(page.locator('main')).toContainText(es.orders.waitingTitle);
      return new URL(page.url()).pathname;
    };
    const [keptPurchase, lostPurchase] = [await late(kept), await late(lost)];

    // Somebody else takes the second book, as soon as its hold is over.
    const other = await openPage(browser, { baseURL: shop.url }, errors);
    await expect(async () => {
      await other.goto(`/listings/${lost}`);
      await expect(button(other, es.listing.buyNow)).toBeVisible({ timeout: 200 });
    }).toPass({ timeout: (holdSeconds + 10) * 1000, intervals: [200] });
    await button(other, es.listing.buyNow).click();
    await other.locator('[name=email]').fill('pronto@example.com');
    await fillAddress(other, 'Pronto');
    await button(other, es.checkout.goToPayment).click();
    await other.locator('.pay-form > button').click();
    await expect(other.locator('.notice')).toContainText(es.notices.purchase_paid);

    const sees = async (purchase: string, ...words: string[]) =>
      expect(async () => {
        await page.goto(purchase);
        for (const text of words) await expect(page.locator('main')).toContainText(text, { timeout: 300 });
      }).toPass({ timeout: 30_000 });
    await sees(keptPurchase, es.orders.statuses.paid, es.orders.latePayment);
    await sees(lostPurchase, es.orders.lateLost);
    expect(errors).toEqual([]);
  } finally {
    await shop.stop();
    await mysql?.release();
  }
});
