import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buy, pickupProvider, place } from '../../../../tests/support/buying.ts';
import { fieldsOf, openSellersShop, type SellersShop } from '../../../../tests/support/selling.ts';
import { type Visitor, waitFor } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

describe('sales', () => {
  let shop: SellersShop;
  let lucia: Visitor;
  let sara: Visitor;

  before(async () => {
    shop = await openSellersShop();
    lucia = shop.luciasBrowser;
    sara = shop.sarasBrowser;
  });
  after(() => shop.close());

  test('an order to send is a card that leads to one form; sent, it says so, and what comes of it', async () => {
    const { order } = await buy(shop, await shop.soledad());
    const list = await lucia.get('/sales');
    assert.match(list.text, /Envía 1 libro a Mateo Ríos/);
    assert.match(list.text, /A más tardar el/);
    const page = await lucia.get(`/sales/${order.id}`);
    assert.match(page.text, /Calle 45 # 13-20/);
    assert.match(page.text, /Libros \$ 25\.000 Comisión de la librería − \$ [\d.]+/);
    const tooLong = await lucia.submit(page, `/sales/${order.id}/shipment`, { tracking: 'x'.repeat(101) });
    assert.equal(tooLong.status, 422);
    assert.equal(fieldsOf(tooLong, `/sales/${order.id}/shipment`).tracking, 'x'.repeat(101));
    const sent = await lucia.submit(tooLong, `/sales/${order.id}/shipment`, { tracking: 'SV-123' });
    assert.equal(sent.location, `/sales/${order.id}?done=order_shipped`);
    const shown = await lucia.follow(sent);
    assert.match(shown.text, /SV-123/);
    assert.match(shown.text, /si no dicen nada, hasta el/);
    const again = await lucia.post(`/sales/${order.id}/shipment`, { tracking: 'otra', key: newId() });
    assert.equal(again.status, 409);
    assert.match(again.text, /Este pedido cambió/);
  });

  test('a pick-up is made ready and handed over by the code that the buyer says, both from the list', async () => {
    const { order } = await buy(shop, await shop.soledad(), {
      deliveries: [{ sellerId: shop.lucia.id, providerId: pickupProvider }],
    });
    const code =
      (await shop.doors.sales.getOrderOfBuyer({ buyer: { accountId: shop.mateo.id }, orderId: order.id }))
        .handoverCode ?? '';
    assert.notEqual(code, '');
    assert.ok(!(await lucia.get(`/sales/${order.id}`)).body.includes(code), 'its seller never sees the code');
    assert.equal(
      (await lucia.submit(await lucia.get('/sales'), `/sales/${order.id}/shipment`)).location,
      `/sales/${order.id}?done=order_ready`,
    );
    const list = await lucia.get('/sales');
    const wrong = await lucia.submit(list, `/sales/${order.id}/handover`, { code: '0' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Ese no es el código/);
    assert.equal(
      (await lucia.submit(list, `/sales/${order.id}/handover`, { code })).location,
      `/sales/${order.id}?done=order_handed_over`,
    );
    assert.equal((await shop.doors.sales.getSale({ sellerId: shop.lucia.id, orderId: order.id })).status, 'delivered');
  });

  test('what is not paid shows no address, and offers nothing to do', async () => {
    const listing = await shop.soledad();
    const [order] = (await place(shop, [listing])).sellerOrders;
    const page = await lucia.get(`/sales/${order?.id ?? ''}`);
    assert.match(page.text, /Todavía no lo han pagado/);
    assert.doesNotMatch(page.text, /Calle 45/);
    assert.deepEqual(
      page.forms.filter(({ action }) => action.startsWith('/sales/')),
      [],
    );
  });

  test('cancelling asks once, and the copies are for sale again', async () => {
    const listing = await shop.soledad();
    const { order } = await buy(shop, listing);
    const question = await lucia.get(`/sales/${order.id}/cancellation`);
    assert.match(question.text, /A Mateo Ríos le devolvemos/);
    assert.equal(
      (await lucia.submit(question, `/sales/${order.id}/cancellation`)).location,
      `/sales/${order.id}?done=sale_cancelled`,
    );
    await waitFor('the copy to come back', async () => (await shop.listingOf(listing.id)).available === 1);
    assert.equal((await lucia.get(`/sales/${order.id}/cancellation`)).location, `/sales/${order.id}`);
  });

  test('a parcel that came back is recorded once', async () => {
    const listing = await shop.soledad();
    const { order } = await buy(shop, listing);
    await lucia.post(`/sales/${order.id}/shipment`, { key: newId() });
    const question = await lucia.get(`/sales/${order.id}/return`);
    assert.equal(
      (await lucia.submit(question, `/sales/${order.id}/return`)).location,
      `/sales/${order.id}?done=return_recorded`,
    );
    await waitFor('the copy to come back', async () => (await shop.listingOf(listing.id)).available === 1);
    assert.equal((await lucia.get(`/sales/${order.id}/return`)).location, `/sales/${order.id}`);
  });

  test('the money: kept, then owed, then paid, line by line', async () => {
    const { order } = await buy(shop, await shop.soledad({}, shop.sara.id));
    const [money] = await shop.doors.payments.orderMoney({ orderIds: [order.id] });
    assert.ok(money);
    const shown = new Intl.NumberFormat('es-CO').format(money.payoutMinor / 100);
    assert.match((await sara.get('/sales/money')).text, new RegExp(`Guardado \\$ ${shown}`));
    await sara.post(`/sales/${order.id}/shipment`, { key: newId() });
    await shop.doors.sales.confirmReceipt({
      buyer: { accountId: shop.mateo.id },
      orderId: order.id,
      idempotencyKey: newId(),
    });
    await waitFor('it to be owed', async () =>
      (await sara.get('/sales/money')).text.includes(`Por pagarte $ ${shown}`),
    );
    await shop.doors.payments.payOut({ sellerId: shop.sara.id, note: 'noviembre', idempotencyKey: newId() });
    const paid = await sara.get('/sales/money');
    assert.match(paid.text, new RegExp(`Ya te pagamos \\$ ${shown}`));
    assert.match(paid.text, /noviembre/);
    assert.match(paid.text, new RegExp(`Pago a ti − \\$ ${shown}`));
    assert.match((await sara.get('/sales?tab=done')).text, new RegExp(`Completado \\$ ${shown}`));
  });

  test('another’s sale is not there, whatever is asked of it', async () => {
    const { order } = await buy(shop, await shop.soledad());
    for (const path of ['', '/cancellation', '/return'])
      assert.equal((await sara.get(`/sales/${order.id}${path}`)).status, 404, path);
    for (const path of ['/shipment', '/handover', '/cancellation', '/return'])
      assert.equal((await sara.post(`/sales/${order.id}${path}`, { code: '1' })).status, 404, path);
    assert.equal((await shop.doors.sales.getSale({ sellerId: shop.lucia.id, orderId: order.id })).status, 'paid');
  });
});
