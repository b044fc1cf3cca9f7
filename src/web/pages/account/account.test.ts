import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { generate } from 'otplib';
import { startSmtpCatcher } from '../../../../tests/support/smtp-catcher.ts';
import {
  type Answer,
  goodPassword,
  openWebShop,
  type Visitor,
  type WebShop,
} from '../../../../tests/support/web-shop.ts';

const stepMs = 30_000;
const codeOf = (secret: string, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor((Date.now() + steps * stepMs) / 1000) });

const newcomer = { name: 'Julia Peña', email: 'julia@example.com', password: 'la casa verde del mar', city: 'Tunja' };
const signInAs = (visitor: Visitor, email: string, password = goodPassword, more = {}): Promise<Answer> =>
  visitor.post('/sign-in', { email, password, ...more });

describe('account pages', () => {
  let shop: WebShop;
  let mail: Awaited<ReturnType<typeof startSmtpCatcher>>;

  before(async () => {
    mail = await startSmtpCatcher();
    shop = await openWebShop({ environment: { SMTP_URL: mail.url, SHOP_ADMIN_SECOND_FACTOR: 'required' } });
  });
  after(async () => {
    await shop.close();
    await mail.stop();
  });

  /** The path of the mailed link that leads to `page`. */
  async function linkTo(address: string, page: string, times = 1): Promise<string> {
    const found = await mail.waitForMail(
      () =>
        mail.mails.filter((each) => each.recipients.includes(address) && each.text.includes(`/${page}?token=`))
          .length >= times,
    );
    assert.ok(found);
    const links = mail.mails
      .filter((each) => each.recipients.includes(address))
      .flatMap(({ text }) =>
        [...text.matchAll(new RegExp(`/(?:en/)?${page}\\?token=[\\w-]+`, 'g'))].map(([link]) => link),
      );
    return links.at(-1) ?? '';
  }

  test('a newcomer registers, confirms by the mailed link and signs in, and the cart comes along', async () => {
    const visitor = shop.visitor();
    const listing = await shop.soledad();
    await visitor.post('/cart/items', { listingId: listing.id });
    const registered = await visitor.post('/register', { ...newcomer, next: '/cart' });
    assert.equal(registered.location, '/sign-in?next=%2Fcart&done=registered');
    assert.match((await visitor.follow(registered)).text, /Tu cuenta está lista/);

    const link = await linkTo(newcomer.email, 'confirm');
    const first = await visitor.get(link);
    assert.match(first.text, /Confirma tu correo/);
    await visitor.get(link);
    assert.equal(
      (await visitor.submit(first, '/confirm')).location,
      '/sign-in?done=email_confirmed',
      'looking at the link uses nothing up',
    );
    assert.equal((await visitor.submit(first, '/confirm')).status, 422, 'the token counts once');

    const signedIn = await signInAs(visitor, newcomer.email, newcomer.password, { next: '/cart' });
    assert.equal(signedIn.location, '/cart?done=signed_in');
    assert.equal(visitor.cookies.get('cart'), undefined);
    assert.match((await visitor.get('/cart')).text, /Cien años de soledad/);
    assert.match((await visitor.get('/account')).text, /julia@example\.com Confirmado/);
  });

  test('a taken address is answered as a free one', async () => {
    const taken = await shop.visitor().post('/register', { ...newcomer, email: 'mateo@example.com' });
    const free = await shop.visitor().post('/register', { ...newcomer, email: 'nadie@example.com' });
    assert.equal(taken.status, free.status);
    assert.equal(taken.location, free.location);
    assert.deepEqual(taken.body, free.body);
    assert.equal(
      (await signInAs(shop.visitor(), 'mateo@example.com', newcomer.password)).status,
      401,
      'the taken account is untouched',
    );
  });

  test('a refused registration says what is wrong, keeps what was typed, and never shows the password', async () => {
    const answer = await shop
      .visitor()
      .post('/register', { name: ' ', email: 'no es correo', password: 'contraseña', city: 'Tunja "centro"' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Faltan por corregir 2 cosas/);
    assert.equal(answer.forms.find(({ action }) => action === '/register')?.fields.city, 'Tunja "centro"');
    const weak = await shop.visitor().post('/register', { ...newcomer, password: 'contraseña' });
    assert.match(weak.text, /las que más se usan/);
    assert.doesNotMatch(weak.body, /value="contraseña"/);
    for (const [password, words] of [
      ['corta', /al menos 10/],
      ['aaaaaaaaaaaaa', /primer intento/],
      ['juliapeña2026', /tu nombre o tu correo/],
    ] as const)
      assert.match((await shop.visitor().post('/register', { ...newcomer, password })).text, words);
  });

  test('wrong credentials are refused alike, whoever they are of', async () => {
    const known = await signInAs(shop.visitor(), 'mateo@example.com', 'no es esta contraseña');
    const unknown = await signInAs(shop.visitor(), 'desconocida@example.com', 'no es esta contraseña');
    assert.equal(known.status, 401);
    assert.equal(unknown.status, 401);
    assert.equal(known.text, unknown.text.replace('desconocida@', 'mateo@'));
    assert.equal(known.forms.find(({ action }) => action === '/sign-in')?.fields.email, 'mateo@example.com');
  });

  test('signing in leads on within the shop only', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/%09/evil',
      'sales',
    ]) {
      const visitor = shop.visitor();
      const { location } = await signInAs(visitor, 'mateo@example.com', goodPassword, { next });
      assert.match(String(location), /^\/(?!\/)[^\\]*$/, next);
      assert.equal(URL.parse(String(location), 'http://shop.example')?.host, 'shop.example', next);
    }
    assert.equal(
      (await signInAs(shop.visitor(), 'mateo@example.com', goodPassword, { next: '/sales?tab=all' })).location,
      '/sales?tab=all&done=signed_in',
    );
  });

  test('signing in again ends the session that was open in this browser, and signing out ends it for good', async () => {
    const visitor = shop.visitor();
    await signInAs(visitor, 'mateo@example.com');
    const first = visitor.cookies.get('session') ?? '';
    await signInAs(visitor, 'mateo@example.com');
    const second = visitor.cookies.get('session') ?? '';
    assert.notEqual(first, second);
    assert.equal(await shop.doors.accounts.authenticate({ token: first }), undefined);
    assert.equal((await visitor.post('/sign-out')).location, '/?done=signed_out');
    assert.equal(visitor.cookies.get('session'), undefined);
    assert.equal(await shop.doors.accounts.authenticate({ token: second }), undefined);
  });

  test('a forgotten password is reset by the mailed link, once, and all sessions end', async () => {
    const open = await shop.signIn('sara@example.com');
    const [known, unknown] = await Promise.all([
      shop.visitor().post('/forgot-password', { email: 'sara@example.com' }),
      shop.visitor().post('/forgot-password', { email: 'nadie-la-conoce@example.com' }),
    ]);
    assert.equal(known.location, '/sign-in?done=reset_requested');
    assert.equal(unknown.location, known.location);
    const visitor = shop.visitor();
    const page = await visitor.get(await linkTo('sara@example.com', 'reset'));
    assert.match((await visitor.submit(page, '/reset', { password: 'corta' })).text, /al menos 10/);
    const next = 'un pájaro canta al alba';
    assert.equal((await visitor.submit(page, '/reset', { password: next })).location, '/sign-in?done=password_reset');
    assert.equal((await visitor.submit(page, '/reset', { password: next })).status, 422);
    assert.equal((await open.get('/account')).status, 303, 'the old session is over');
    assert.equal((await signInAs(visitor, 'sara@example.com', next)).status, 303);
  });

  test('changing the password asks for the old one, renews this session and ends the others', async () => {
    const visitor = await shop.signIn('mateo@example.com');
    const other = await shop.signIn('mateo@example.com');
    const before = visitor.cookies.get('session');
    const wrong = await visitor.post('/account/password', { current: 'no es la mía', password: 'otra muy distinta 9' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /no es tu contraseña actual/);
    const right = await visitor.post('/account/password', { current: goodPassword, password: 'otra muy distinta 9' });
    assert.equal(right.location, '/account?done=password_changed');
    assert.notEqual(visitor.cookies.get('session'), before);
    assert.equal((await visitor.get('/account')).status, 200);
    assert.equal((await other.get('/account')).status, 303);
    await visitor.post('/account/password', { current: 'otra muy distinta 9', password: goodPassword });
  });

  test('the profile is edited, and what is refused comes back as it was typed', async () => {
    const visitor = await shop.signIn('lucia@example.com');
    const page = await visitor.get('/account');
    const refused = await visitor.submit(page, '/account', { name: '', city: 'Cartago' });
    assert.equal(refused.status, 422);
    assert.equal(refused.forms.find(({ action }) => action === '/account')?.fields.city, 'Cartago');
    const saved = await visitor.submit(page, '/account', { name: 'Lucía <b>Restrepo</b>', city: 'Cartago' });
    assert.equal(saved.location, '/account?done=account_saved');
    assert.match((await visitor.get('/account')).body, /value="Lucía &lt;b&gt;Restrepo&lt;\/b&gt;"/);
  });

  test('sessions are listed, and ended one by one or all others at once; never another person’s', async () => {
    const visitor = await shop.signIn('lucia@example.com');
    const phone = await shop.signIn('lucia@example.com');
    const tablet = await shop.signIn('lucia@example.com');
    const mateo = await shop.signIn('mateo@example.com');
    const page = await visitor.get('/account/sessions');
    assert.match(page.text, /Este dispositivo/);
    const phoneId =
      (await shop.doors.accounts.authenticate({ token: phone.cookies.get('session') ?? '' }))?.sessionId ?? '';
    assert.equal((await mateo.post(`/account/sessions/${phoneId}`)).status, 404);
    assert.equal((await phone.get('/account')).status, 200);
    assert.equal(
      (await visitor.submit(page, `/account/sessions/${phoneId}`)).location,
      '/account/sessions?done=session_ended',
    );
    assert.equal((await phone.get('/account')).status, 303);
    await visitor.submit(page, '/account/sessions/others');
    assert.equal((await tablet.get('/account')).status, 303);
    assert.equal((await visitor.get('/account')).status, 200);
  });

  test('addresses are added and, after asking once, removed; another person’s is not there', async () => {
    const visitor = await shop.signIn('mateo@example.com');
    const page = await visitor.get('/account/addresses');
    const missing = await visitor.submit(page, '/account/addresses', { line1: 'Carrera 7 # 1-10', region: '' });
    assert.equal(missing.status, 422);
    assert.equal(missing.forms.find(({ action }) => action === '/account/addresses')?.fields.line1, 'Carrera 7 # 1-10');
    const whole = { name: 'Mateo', phone: '300 123 4567', line1: 'Carrera 7 # 1-10', city: 'Tunja', region: 'Boyacá' };
    assert.equal(
      (await visitor.submit(page, '/account/addresses', whole)).location,
      '/account/addresses?done=address_saved',
    );
    const [kept] = await shop.doors.accounts.listAddresses({ accountId: shop.mateo.id });
    const removal = `/account/addresses/${kept?.id ?? ''}/removal`;
    const lucia = await shop.signIn('lucia@example.com');
    assert.equal((await lucia.get(removal)).status, 404);
    assert.equal((await lucia.post(removal)).status, 404);
    const question = await visitor.get(removal);
    assert.match(question.text, /Carrera 7 # 1-10 ya no aparecerá/);
    assert.equal((await visitor.submit(question, removal)).location, '/account/addresses?done=address_removed');
    assert.deepEqual(await shop.doors.accounts.listAddresses({ accountId: shop.mateo.id }), []);
  });

  test('an administrator who must have a second factor is led to it, and signs in with its codes from then on', async () => {
    const ana = await shop.signIn('ana@example.com');
    const led = await ana.get('/admin');
    assert.equal(led.location, '/account/second-factor?next=%2Fadmin');
    const intro = await ana.follow(led);
    assert.match(intro.text, /Para administrar la librería hace falta/);
    const setUp = await ana.submit(intro, '/account/second-factor');
    const secret = /<code class="secret">([A-Z2-7 ]+)</.exec(setUp.body)?.[1]?.replaceAll(' ', '') ?? '';
    assert.match(setUp.body, /<img src="data:image\/svg\+xml;base64,/);
    assert.match(setUp.body, new RegExp(`href="otpauth://totp/[^"]*secret=${secret}`));
    const wrong = await ana.submit(setUp, '/account/second-factor/confirmation', { code: '000000' });
    assert.equal(wrong.status, 422);
    assert.ok(wrong.body.includes(secret.slice(0, 4)), 'the key is still there to scan');
    const done = await ana.submit(wrong, '/account/second-factor/confirmation', { code: await codeOf(secret, -1) });
    assert.match(done.body, /href="\/admin"/);
    const [recovery = ''] = /[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/.exec(done.body) ?? [];
    assert.equal((await ana.get('/admin')).status, 200);

    const visitor = shop.visitor();
    const step = await signInAs(visitor, 'ana@example.com', goodPassword, { next: '/admin' });
    assert.match(step.text, /Código de seis cifras/);
    assert.equal(visitor.cookies.get('session'), undefined);
    assert.ok(!step.body.includes(goodPassword), 'the password is not in the page');
    const again = await visitor.submit(step, '/sign-in', { code: '123' });
    assert.equal(again.status, 401);
    assert.match(again.text, /Ese código no sirve/);
    assert.equal(
      (await visitor.submit(again, '/sign-in', { code: await codeOf(secret) })).location,
      '/admin?done=signed_in',
    );

    const lost = shop.visitor();
    const other = await signInAs(lost, 'ana@example.com');
    assert.equal((await lost.submit(other, '/sign-in', { code: '', recovery })).status, 303);
    const stale = await shop.visitor().post('/sign-in', { step: 'forged', code: '123456' });
    assert.equal(stale.status, 422);
    assert.match(stale.text, /Escribe otra vez tu correo/);

    const off = await lost.get('/account/second-factor');
    assert.match(off.text, /Te quedan 9 códigos/);
    assert.equal((await lost.submit(off, '/account/second-factor/removal', { current: 'no es' })).status, 422);
    assert.equal(
      (await lost.submit(off, '/account/second-factor/removal', { current: goodPassword })).location,
      '/account/second-factor?done=second_factor_removed',
    );
  });

  test('too many wrong passwords are stopped, with the time to wait', async () => {
    const strict = await openWebShop({ environment: { RATE_LIMITS: 'on' } });
    try {
      const visitor = strict.visitor();
      for (let turn = 0; turn < 10; turn++) await signInAs(visitor, 'mateo@example.com', 'equivocada del todo');
      const stopped = await signInAs(visitor, 'mateo@example.com', goodPassword);
      assert.equal(stopped.status, 429);
      assert.match(String(stopped.headers['retry-after']), /^[1-9]\d*$/);
      assert.match(stopped.text, /Espera \d+ minutos|Espera un minuto/);
    } finally {
      await strict.close();
    }
  });
});
