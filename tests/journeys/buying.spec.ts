import { button, buyNow, en, es, expect, fillAddress, payButton, publish, signIn, test } from './shop-test.ts';

test('a guest finds a book, and has paid for it after four clicks and six fields', async ({ visit }) => {
  const page = await visit();
  await page.goto('/');
  await page.locator('input[name=q]').fill('garcia marquez cien anos');
  await page.keyboard.press('Enter');
  const first = page
    .locator('main')
    .getByRole('link', { name: /Cien años de soledad/ })
    .first();
  await expect(page.locator('main h2, main h3').filter({ hasText: /./ }).first()).toBeVisible();

  const hand = { clicks: 0, fields: 0 };
  const click = async (what: typeof first) => {
    hand.clicks += 1;
    await what.click();
  };
  const type = async (name: string, value: string) => {
    hand.fields += 1;
    await page.locator(`[name=${name}]`).fill(value);
  };
  await click(first);
  await click(button(page, es.listing.buyNow));
  await type('email', 'paola@example.com');
  await type('name', 'Paola Guerrero');
  await type('phone', '300 123 4567');
  await type('line1', 'Calle 45 # 13-20');
  await type('city', 'Bogotá');
  hand.fields += 1;
  await page.locator('[name=region]').selectOption('Bogotá, D.C.');
  await click(button(page, es.checkout.goToPayment));
  await expect(page.locator('hold-countdown')).toBeVisible();
  await click(button(page, payButton()));

  await expect(page.locator('.notice')).toContainText(es.notices.purchase_paid);
  await expect(page.locator('main')).toContainText(es.orders.statuses.paid);
  expect(hand).toEqual({ clicks: 4, fields: 6 });
});

test('on a narrow phone, in English: picked up in person, with the code that the buyer says', async ({ visit }) => {
  const buyer = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const listingId = await publish(buyer, 'camilo@bookstore.test', 'Recogido en la mano');
  await signIn(buyer, 'mateo@bookstore.test');
  await buyNow(buyer, listingId, en);
  await fillAddress(buyer, 'Mateo Rojas');
  await buyer.getByText(en.checkout.pickup, { exact: true }).click();
  await button(buyer, en.checkout.goToPayment).click();
  await button(buyer, payButton(en)).click();
  await expect(buyer.locator('main')).toContainText(en.orders.statuses.paid);
  const purchase = new URL(buyer.url()).pathname;

  const seller = await visit();
  await signIn(seller, 'camilo@bookstore.test');
  await seller.goto('/sales');
  await seller
    .getByRole('link', { name: es.selling.seeOf('Mateo'), exact: false })
    .or(seller.getByRole('link', { name: es.selling.see }))
    .first()
    .click();
  await button(seller, es.selling.readyButton).click();
  await expect(seller.locator('.notice')).toContainText(es.notices.order_ready);

  await buyer.goto(purchase);
  const code = await buyer.locator('.handover-code').innerText();
  expect(await buyer.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await seller.locator('[name=code]').fill('ZZZZZZ');
  await button(seller, es.selling.handoverButton).click();
  await expect(seller.locator('.error-summary')).toContainText(es.selling.errors.code);
  await seller.locator('[name=code]').fill(code);
  await button(seller, es.selling.handoverButton).click();
  await expect(seller.locator('.notice')).toContainText(es.notices.order_handed_over);

  await buyer.goto(purchase);
  await button(buyer, en.orders.confirmReceipt).click();
  await expect(buyer.locator('.notice')).toContainText(en.notices.receipt_confirmed);
  await expect(buyer.locator('main')).toContainText(en.orders.statuses.completed);
});

test('without script: paid by transfer, which the administrator confirms; cancelled, and paid back by hand', async ({
  visit,
}) => {
  const guest = await visit({ javaScriptEnabled: false, colorScheme: 'dark' });
  const listingId = await publish(guest, 'diana@bookstore.test', 'Sin guion');
  await buyNow(guest, listingId);
  await guest.locator('[name=email]').fill('sin.guion@example.com');
  await fillAddress(guest, 'Sin Guion');
  await button(guest, es.checkout.goToPayment).click();
  await guest.locator('[name=method][value=bank_transfer]').check();
  await button(guest, payButton()).click();
  await expect(guest.locator('main')).toContainText(es.checkout.bankReference);
  const reference = await guest.locator('main code').first().innerText();

  const admin = await visit({ javaScriptEnabled: false });
  await signIn(admin, 'ana@bookstore.test');
  await admin.goto('/admin/payments?status=pending');
  await admin.locator(`form[action$="${reference}/confirmation"]`).getByRole('button').click();
  await expect(admin.locator('.notice')).toContainText(es.notices.transfer_confirmed);

  await guest.reload();
  await expect(guest.locator('main')).toContainText(es.orders.statuses.paid);
  await guest.getByRole('link', { name: es.orders.cancelPurchase }).click();
  await button(guest, es.orders.cancelYes).click();
  await expect(guest.locator('.notice')).toContainText(es.notices.purchase_cancelled);
  await expect(guest.locator('main')).toContainText(es.orders.refundDueTransfer);

  await admin.goto('/admin/payments?status=refund_due');
  await admin.locator(`form[action$="${reference}/refund"]`).getByRole('button').click();
  await expect(admin.locator('.notice')).toContainText(es.notices.refund_settled);
  await guest.reload();
  await expect(guest.locator('main')).toContainText(es.orders.paymentStatuses.refunded);
  await guest.goto(`/listings/${listingId}`);
  await expect(button(guest, es.listing.buyNow)).toBeVisible();
});
