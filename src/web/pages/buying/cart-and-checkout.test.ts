import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, openWebShop, type Visitor, type WebShop } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

let shop: WebShop;
before(async () => {
  shop = await openWebShop();
});
after(() => shop.close());

const sixFields = {
  email: 'gabo@example.com',
  name: 'Gabriela Torres',
  phone: '300 123 45 67',
  line1: 'Calle 10 # 43-12',
  city: 'Medellín',
  region: 'Antioquia',
};

const putIn = (visitor: Visitor, listing: { id: string }, fields: Record<string, string> = {}): Promise<Answer> =>
  visitor.post('/cart/items', { listingId: listing.id, quantity: '1', next: '/cart', ...fields });

test('a visitor gets a cart with the first book, and none by looking', async () => {
  const visitor = shop.visitor();
  const empty = await visitor.get('/cart');
  assert.match(empty.text, /Tu carrito está vacío/);
  assert.equal(visitor.cookies.size, 0);
  const added = await putIn(visitor, await shop.soledad());
  assert.deepEqual([added.status, added.location], [303, '/cart?done=cart_added']);
  assert.ok(visitor.cookies.get('cart'));
  const cart = await visitor.follow(added);
  assert.match(cart.text, /Está en tu carrito.*De Lucía Restrepo.*Cien años de soledad.*\$ 25\.000.*Total \$ 40\.000/);
  assert.equal(cart.headers['cache-control'], 'private, no-store');
});

test('a cart leads only to pages of the purchase', async () => {
  const visitor = shop.visitor();
  assert.equal((await putIn(visitor, await shop.soledad(), { next: '/checkout' })).location, '/checkout');
  for (const next of ['https://evil.example', '//evil.example', '/account'])
    assert.equal((await putIn(visitor, await shop.soledad(), { next })).location, '/cart?done=cart_added');
});

test('numbers are changed and books taken out where they stand', async () => {
  const visitor = shop.visitor();
  const listing = await shop.soledad({ quantity: 4 });
  let cart = await visitor.follow(await putIn(visitor, listing));
  cart = await visitor.follow(await visitor.submit(cart, '/cart/items', { quantity: '3' }));
  assert.match(cart.text, /Tu carrito está al día.*3 libros \$ 75\.000/);
  const refused = await visitor.submit(cart, '/cart/items', { quantity: '9' });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /Tu carrito/);
  const removed = await visitor.post('/cart/items', { listingId: listing.id, quantity: '0', from: 'cart' });
  assert.match((await visitor.follow(removed)).text, /Lo sacamos de tu carrito.*está vacío/);
  assert.equal((await putIn(visitor, { id: 'nonsense' })).status, 404);
});

test('a cart says what has changed, and lets go of what is gone', async () => {
  const visitor = shop.visitor();
  const [dearer, gone] = [await shop.soledad(), await shop.soledad({ priceMinor: 9_900_000 })];
  await putIn(visitor, dearer);
  await putIn(visitor, gone);
  const { catalogue } = shop.doors;
  await catalogue.updateListing({ sellerId: shop.lucia.id, listingId: dearer.id, fields: { priceMinor: 3_000_000 } });
  await catalogue.updateListing({ sellerId: shop.lucia.id, listingId: gone.id, state: 'paused' });
  const cart = await visitor.get('/cart');
  assert.match(cart.text, /Subió de \$ 25\.000 a \$ 30\.000/);
  assert.match(cart.text, /Ya no está/);
  assert.match(cart.text, /1 libro \$ 30\.000/);
  const checkout = await visitor.get('/checkout');
  assert.match(checkout.text, /No va en esta compra: «Cien años de soledad»/);
  const cleared = await visitor.follow(await visitor.submit(cart, '/cart/gone'));
  assert.doesNotMatch(cleared.text, /Ya no está/);
});

test('from a book to a paid order without an account: four clicks and six fields', async () => {
  const guest = shop.visitor();
  const soledad = await shop.soledad();
  const listing = await guest.get(`/listings/${soledad.id}`);
  const cart = await guest.follow(await guest.submit(listing, '/cart/items', { next: '/cart' }));
  assert.match(cart.body, /href="\/checkout"/);
  const checkout = await guest.get('/checkout');
  const asked = Object.entries(checkout.forms.find((form) => form.action === '/checkout')?.fields ?? {});
  assert.deepEqual(
    asked
      .filter(([, value]) => value === '')
      .map(([name]) => name)
      .toSorted(),
    [...Object.keys(sixFields), 'line2'].toSorted(),
    'six fields, and one that may stay empty',
  );
  const placed = await guest.submit(checkout, '/checkout', sixFields);
  assert.match(placed.location ?? '', /^\/purchases\/[0-9A-Z]{26}\/payment$/);
  const payment = await guest.follow(placed);
  assert.match(payment.text, /Apartado para ti hasta las? \d.*Pagar \$ 40\.000/);
  const paid = await guest.submit(payment, placed.location ?? '');
  const purchase = await guest.follow(paid);
  assert.match(purchase.text, /¡Listo, está pagado!.*Pagado.*a más tardar el/);
  assert.match(purchase.text, /Guarda el enlace que mandamos a gabo@example\.com/);
  assert.equal((await guest.get('/cart')).text.includes('vacío'), true);
});

test('what is missing is said all at once, beside each field, and nothing typed is lost', async () => {
  const guest = shop.visitor();
  await putIn(guest, await shop.soledad());
  const checkout = await guest.get('/checkout');
  const typed = { ...sixFields, email: 'gabo@', phone: '12', region: 'Atlantis', line2: 'Apto "501" <b>' };
  const again = await guest.submit(checkout, '/checkout', typed);
  assert.equal(again.status, 422);
  assert.match(again.text, /Faltan por corregir 3 cosas/);
  const fields = again.forms.find((form) => form.action === '/checkout')?.fields ?? {};
  assert.deepEqual([fields.email, fields.line2, fields.name], ['gabo@', 'Apto "501" <b>', sixFields.name]);
  assert.ok(!again.body.includes('<b>"'));
  for (const name of ['email', 'phone', 'region']) assert.match(again.body, new RegExp(`id="field-${name}-error"`));
  assert.equal((await guest.submit(again, '/checkout', sixFields)).status, 303);
});

test('a copy that somebody else got is named, left out, and the rest can be bought', async () => {
  const guest = shop.visitor();
  const [mine, lost] = [await shop.soledad(), await shop.soledad({ priceMinor: 5_000_000 })];
  await putIn(guest, mine);
  await putIn(guest, lost);
  const checkout = await guest.get('/checkout');
  const other = shop.visitor();
  await putIn(other, lost);
  assert.equal((await other.submit(await other.get('/checkout'), '/checkout', sixFields)).status, 303);
  const again = await guest.submit(checkout, '/checkout', sixFields);
  assert.equal(again.status, 409);
  assert.match(again.text, /«Cien años de soledad»: alguien se adelantó.*Mira el nuevo total/);
  assert.match(again.text, /1 libro \$ 25\.000.*Total \$ 40\.000/);
  assert.match((await guest.follow(await guest.submit(again, '/checkout'))).text, /Pagar \$ 40\.000/);
});

test('when nothing is left the cart says so', async () => {
  const guest = shop.visitor();
  const lost = await shop.soledad();
  await putIn(guest, lost);
  const checkout = await guest.get('/checkout');
  await shop.doors.catalogue.updateListing({ sellerId: shop.lucia.id, listingId: lost.id, state: 'removed' });
  const again = await guest.submit(checkout, '/checkout', sixFields);
  assert.equal(again.status, 409);
  assert.match(again.text, /ya no queda ninguno.*Tu carrito/);
});

test('a price that changed is shown and asked again', async () => {
  const guest = shop.visitor();
  const listing = await shop.soledad();
  await putIn(guest, listing);
  const checkout = await guest.get('/checkout');
  await shop.doors.catalogue.updateListing({
    sellerId: shop.lucia.id,
    listingId: listing.id,
    fields: { priceMinor: 2_700_000 },
  });
  const again = await guest.submit(checkout, '/checkout', sixFields);
  assert.equal(again.status, 409);
  assert.match(again.text, /cambió de precio: costaba \$ 25\.000 y ahora cuesta \$ 27\.000/);
  assert.match((await guest.follow(await guest.submit(again, '/checkout'))).text, /Pagar \$ 42\.000/);
});

test('prices, sellers and buyers that a client makes up change nothing', async () => {
  const guest = shop.visitor();
  const listing = await shop.soledad();
  await putIn(guest, listing);
  const checkout = await guest.get('/checkout');
  const cheap = await guest.submit(checkout, '/checkout', {
    ...sixFields,
    [`item-${listing.id}`]: '1 100',
    amount: '1',
    totalMinor: '1',
  });
  assert.equal(cheap.status, 409);
  const placed = await guest.submit(checkout, '/checkout', {
    ...sixFields,
    key: newId(),
    amount: '1',
    accountId: shop.mateo.id,
  });
  assert.match((await guest.follow(placed)).text, /Pagar \$ 40\.000/);
});

test('a form sent twice places one order', async () => {
  const guest = shop.visitor();
  await putIn(guest, await shop.soledad({ quantity: 2 }));
  const checkout = await guest.get('/checkout');
  const [first, second] = await Promise.all([
    guest.submit(checkout, '/checkout', sixFields),
    guest.submit(checkout, '/checkout', sixFields),
  ]);
  assert.equal(first.status, 303);
  assert.equal(first.location, second.location);
});

test('the delivery that is chosen is the one that is paid, seller by seller', async () => {
  const guest = shop.visitor();
  await putIn(guest, await shop.soledad());
  await putIn(guest, await shop.soledad({}, shop.sara.id));
  const checkout = await guest.get('/checkout');
  assert.match(checkout.text, /Envío de Lucía Restrepo.*Envío de Sara Muñoz.*Te encuentras en Cali/);
  const pickup = (await shop.doors.delivery.listProviders({})).find((provider) => provider.coverage === 'pickup');
  const placed = await guest.submit(checkout, '/checkout', { ...sixFields, [`delivery-${shop.sara.id}`]: pickup?.id });
  const payment = await guest.follow(placed);
  assert.match(payment.text, /Servientrega, de Lucía Restrepo \$ 15\.000/);
  assert.match(payment.text, /Recogerlo en persona, de Sara Muñoz Gratis/);
  assert.match(payment.text, /Total \$ 65\.000/);
});

test('abroad, a region is typed and only international couriers are offered', async () => {
  const guest = shop.visitor();
  await putIn(guest, await shop.soledad());
  const checkout = await guest.get('/checkout?abroad=1');
  assert.doesNotMatch(checkout.text, /Servientrega/);
  const missing = await guest.submit(checkout, '/checkout', { ...sixFields, region: 'Lima' });
  assert.match(missing.text, /Elige el país/);
  const placed = await guest.submit(missing, '/checkout', { country: 'PE' });
  assert.match((await guest.follow(placed)).text, /Total \$ 70\.000.*Medellín, Lima.*Perú/);
});

test('a member’s addresses are offered, and a new one is kept', async () => {
  const mateo = await shop.signIn('mateo@example.com');
  await putIn(mateo, await shop.soledad());
  const checkout = await mateo.get('/checkout');
  assert.match(checkout.text, /Compras como mateo@example\.com/);
  const { email: _, ...address } = sixFields;
  const first = await mateo.submit(checkout, '/checkout', { ...address, saveAddress: 'yes' });
  assert.equal(first.status, 303);
  const [saved] = await shop.doors.accounts.listAddresses({ accountId: shop.mateo.id });
  assert.equal(saved?.line1, sixFields.line1);
  await putIn(mateo, await shop.soledad());
  const second = await mateo.get('/checkout');
  const form = second.forms.find((each) => each.action === '/checkout');
  assert.equal(form?.fields.address, saved.id, 'the last one is chosen already');
  const placed = await mateo.submit(second, '/checkout');
  assert.match((await mateo.follow(placed)).text, /Calle 10 # 43-12/, 'and nothing had to be typed');
  await putIn(mateo, await shop.soledad());
  const other = await mateo.submit(await mateo.get('/checkout'), '/checkout', { address: newId(), line1: '' });
  assert.equal(other.status, 422, 'an address that is not one’s own is not there');
});

test('nobody buys their own book', async () => {
  const lucia = await shop.signIn('lucia@example.com');
  const own = await putIn(lucia, await shop.soledad());
  assert.equal(own.status, 409);
  const visitor = shop.visitor();
  await putIn(visitor, await shop.soledad());
  await shop.doors.sales.mergeCart({ accountId: shop.lucia.id, cartToken: visitor.cookies.get('cart') ?? '' });
  assert.equal((await lucia.get('/checkout')).location, '/cart');
});

test('all of it is there in English', async () => {
  const guest = shop.visitor();
  await guest.post('/en/cart/items', { listingId: (await shop.soledad()).id, quantity: '1' });
  const cart = await guest.get('/en/cart');
  assert.match(cart.text, /Your cart.*Check out/);
  const placed = await guest.submit(await guest.get('/en/checkout'), '/en/checkout', sixFields);
  assert.match(placed.location ?? '', /^\/en\/purchases\//);
  const payment = await guest.follow(placed);
  assert.match(payment.text, /Held for you until.*How do you want to pay/);
  const purchase = await guest.follow(await guest.submit(payment, placed.location ?? ''));
  assert.match(purchase.text, /Done, it is paid!/);
});
