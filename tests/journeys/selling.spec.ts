import sharp from 'sharp';
import {
  button,
  buyNow,
  es,
  expect,
  fillAddress,
  link,
  payButton,
  publish,
  readMail,
  signIn,
  test,
} from './shop-test.ts';

test('from registering to the money: a member sells their first book', async ({ visit }) => {
  const email = `nora.${String(Date.now())}@example.com`;
  const password = 'un gato duerme en la biblioteca';
  const seller = await visit();
  await seller.goto('/register');
  await seller.locator('[name=name]').fill('Nora Sánchez');
  await seller.locator('[name=email]').fill(email);
  await seller.locator('[name=password]').fill(password);
  await seller.locator('[name=city]').fill('Tunja');
  await button(seller, es.account.registerButton).click();
  const mail = await readMail(seller, email, /./);
  const confirmation = /http:\/\/\S+\/confirm\?token=\S+/.exec(mail)?.[0];
  expect(confirmation).toBeDefined();
  await seller.goto(confirmation ?? '');
  await button(seller, es.account.confirmButton).click();
  await expect(seller.locator('.notice')).toContainText(es.notices.email_confirmed);
  await signIn(seller, email, password);

  // By ISBN: the shop knows the book, so that only its state and its price are asked.
  await link(seller, new RegExp(es.shell.publish)).first().click();
  await seller.locator('[name=isbn]').fill('978-84-376-0494-7');
  await button(seller, es.publishing.isbnNext).click();
  await expect(seller.locator('main')).toContainText('Cien años de soledad');
  await seller.locator('[name=condition][value=very_good]').check({ force: true });
  await seller.locator('[name=price]').fill('25.000');
  await seller
    .locator('input[type=file]')
    .setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await button(seller, es.publishing.publish).click();
  await expect(seller.getByRole('heading', { level: 1 })).toHaveText(es.publishing.publishedTitle);
  const listingId = /my-books\/(\w+)\//.exec(seller.url())?.[1] ?? '';

  const buyer = await visit();
  await signIn(buyer, 'mateo@bookstore.test');
  await buyNow(buyer, listingId);
  if ((await buyer.locator('[name=address]').count()) > 0)
    await buyer.locator('[name=address][value=new]').check({ force: true });
  await fillAddress(buyer, 'Mateo Rojas');
  await button(buyer, es.checkout.goToPayment).click();
  await buyer.locator('[name=card]').fill('4000 0000 0000 0002');
  await button(buyer, payButton()).click();
  await expect(buyer.locator('.error-summary')).toContainText(es.checkout.failures.card_declined);
  await buyer.locator('[name=card]').fill('4242 4242 4242 4242');
  await button(buyer, payButton()).click();
  await expect(buyer.locator('.notice')).toContainText(es.notices.purchase_paid);
  const purchase = new URL(buyer.url()).pathname;

  await seller.goto('/sales');
  await seller.locator('.todos').getByRole('link').first().click();
  await expect(seller.locator('main')).toContainText('Calle 45 # 13-20');
  await seller.locator('[name=tracking]').fill('GUIA-77');
  await button(seller, es.selling.shipButton).click();
  await expect(seller.locator('.notice')).toContainText(es.notices.order_shipped);

  await buyer.goto(purchase);
  await expect(buyer.locator('main')).toContainText('GUIA-77');
  await button(buyer, es.orders.confirmReceipt).click();
  await expect(buyer.locator('.notice')).toContainText(es.notices.receipt_confirmed);
  await buyer.locator('[name=stars][value="5"]').check({ force: true });
  await buyer.locator('[name=text]').fill('Llegó impecable.');
  await button(buyer, es.orders.reviewSend).click();
  await expect(buyer.locator('.notice')).toContainText(es.notices.review_written);

  // 25.000 − 5 % + 15.000 for the delivery.
  await seller.goto('/sales/money');
  await expect(seller.locator('main')).toContainText('38.750');
  const admin = await visit();
  await signIn(admin, 'ana@bookstore.test');
  await admin.goto('/admin/payouts');
  await admin.getByRole('row').filter({ hasText: 'Nora Sánchez' }).getByRole('link').first().click();
  await admin.locator('[name=note]').fill('Transferencia 15');
  await button(admin, es.admin.payOut).click();
  await expect(admin.locator('.notice')).toContainText(es.notices.paid_out);
  await seller.reload();
  await expect(seller.locator('main')).toContainText('Transferencia 15');
});

test('a buyer reports a problem, and an administrator gives the money back', async ({ visit }) => {
  const buyer = await visit();
  const listingId = await publish(buyer, 'jairo@bookstore.test', 'Le faltan páginas');
  await buyNow(buyer, listingId);
  await buyer.locator('[name=email]').fill('reclama@example.com');
  await fillAddress(buyer, 'Rita Reclama');
  await button(buyer, es.checkout.goToPayment).click();
  await button(buyer, payButton()).click();
  await expect(buyer.locator('.notice')).toContainText(es.notices.purchase_paid);
  const purchase = new URL(buyer.url()).pathname;

  const seller = await visit();
  await signIn(seller, 'jairo@bookstore.test');
  await seller.goto('/sales');
  await link(seller, es.selling.sentIt).first().click();
  await button(seller, es.selling.shipButton).click();
  await expect(seller.locator('.notice')).toContainText(es.notices.order_shipped);

  await buyer.goto(purchase);
  await link(buyer, es.orders.dispute).click();
  await button(buyer, es.orders.disputeSend).click();
  await expect(buyer.locator('.error-summary')).toContainText(es.orders.disputeMissing);
  await buyer.locator('[name=reason]').fill('Le faltan las páginas 30 a 45.');
  await button(buyer, es.orders.disputeSend).click();
  await expect(buyer.locator('.notice')).toContainText(es.notices.dispute_sent);

  const admin = await visit();
  await signIn(admin, 'ana@bookstore.test');
  await admin.goto('/admin/orders?status=disputed');
  await admin.getByRole('row').filter({ hasText: 'Le faltan páginas' }).getByRole('link').first().click();
  await expect(admin.locator('main')).toContainText('páginas 30 a 45');
  await link(admin, es.admin.refund).click();
  await button(admin, es.admin.refund).click();
  await expect(admin.locator('.notice')).toContainText(es.notices.order_resolved);
  await admin.goto('/admin/audit');
  await expect(admin.locator('main')).toContainText('order.resolved');

  await buyer.goto(purchase);
  await expect(buyer.locator('main')).toContainText(es.orders.statuses.refunded);
});

const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#7a5c3e' } })
    .jpeg()
    .toBuffer();
