import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startSmtpCatcher } from '../../../../tests/support/smtp-catcher.ts';
import {
  type Answer,
  bogota,
  goodPassword,
  openWebShop,
  type Visitor,
  type WebShop,
  waitFor,
} from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

describe('changing the e-mail address', () => {
  let shop: WebShop;
  let mail: Awaited<ReturnType<typeof startSmtpCatcher>>;

  before(async () => {
    mail = await startSmtpCatcher();
    shop = await openWebShop({ environment: { SMTP_URL: mail.url } });
  });
  after(async () => {
    await shop.close();
    await mail.stop();
  });
  beforeEach(() => {
    mail.clear();
  });

  const ask = async (visitor: Visitor, email: string, prefix = ''): Promise<Answer> =>
    visitor.submit(await visitor.get(`${prefix}/account/email`), `${prefix}/account/email`, {
      email,
      current: goodPassword,
    });

  /** The path of the link in the newest mail to this address. */
  async function mailedLink(address: string, times = 1): Promise<string> {
    const mails = await waitFor(`${String(times)} mails to ${address}`, () => {
      const found = mail.mails.filter((each) => each.recipients.includes(address));
      return Promise.resolve(found.length >= times && found);
    });
    const link = mails.at(-1)?.links.find((each) => each.includes('/new-email?token=')) ?? assert.fail('no link');
    const { pathname, search } = new URL(link);
    return pathname + search;
  }

  test('a member asks, confirms signed out by the mailed link, and finds what was bought with the new address', async () => {
    const { sales, accounts } = shop.doors;
    const listing = await shop.soledad({ quantity: 2 });
    const items = [{ listingId: listing.id, quantity: 1 }];
    const buy = (buyer: { accountId: string } | { guest: { email: string; locale: 'es' } }) =>
      sales.placeOrder({ buyer, items, address: bogota, idempotencyKey: newId() });
    const asGuest = await buy({ guest: { email: 'mateo.rios@example.com', locale: 'es' } });
    const asMember = await buy({ accountId: shop.mateo.id });
    const visitor = await shop.signIn('mateo@example.com');
    const elsewhere = await shop.signIn('mateo@example.com');
    await mail.waitForMailTo('mateo.rios@example.com');
    await mail.waitForMailTo('mateo@example.com');
    mail.clear();

    const asked = await ask(visitor, 'mateo.rios@example.com');
    assert.equal(asked.location, '/account?done=email_change_asked');
    const account = await visitor.follow(asked);
    assert.match(account.text, /mateo@example\.com Confirmado mateo\.rios@example\.com Por confirmar/);

    const link = await mailedLink('mateo.rios@example.com');
    const reader = shop.visitor();
    const page = await reader.get(link);
    assert.match(page.text, /Confirma tu correo nuevo/);
    assert.ok(await shop.signIn('mateo@example.com'), 'looking at the link changes nothing');
    assert.equal((await reader.submit(page, '/new-email')).location, '/sign-in?done=email_changed');
    assert.equal((await reader.submit(page, '/new-email')).status, 422, 'the link counts once');

    const told = await mail.waitForMailTo('mateo@example.com', /cambió/);
    for (const body of [told.text, told.html]) {
      assert.match(body, /Si no, alguien conoce tu contraseña/);
      assert.doesNotMatch(body, /mateo\.rios@/, 'the old mailbox may be somebody else’s');
    }
    assert.match((await visitor.get('/account')).text, /mateo\.rios@example\.com Confirmado/);
    assert.equal((await elsewhere.get('/account')).status, 303, 'the other session is over');
    const { items: claimed } = await waitFor('the guest’s purchase', async () => {
      const found = await sales.listPurchases({ accountId: shop.mateo.id, limit: 10 });
      return found.items.length === 2 && found;
    });
    assert.ok(claimed.some(({ id }) => id === asGuest.purchase.id));

    mail.clear();
    await sales.payPurchase({
      buyer: { accountId: shop.mateo.id },
      purchaseId: asMember.purchase.id,
      method: 'card',
      card: { number: '4242424242424242' },
      idempotencyKey: newId(),
      returnUrl: '/',
    });
    await mail.waitForMailTo('mateo.rios@example.com', /^Recibimos tu pago/);
    assert.equal((await accounts.getAccount({ accountId: shop.mateo.id })).emailConfirmed, true);
  });

  test('in the other language the mails and their pages speak it, and the reader’s own session stays', async () => {
    await shop.doors.accounts.updateAccount({ accountId: shop.sara.id, locale: 'en' });
    const visitor = await shop.signIn('sara@example.com');
    await ask(visitor, 'sara.munoz@example.com', '/en');
    const asked = await mail.waitForMailTo('sara.munoz@example.com', /Confirm your new e-mail address/);
    for (const body of [asked.text, asked.html]) assert.match(body, /once, for 48 hours/);
    const phone = await shop.signIn('sara@example.com');
    const link = await mailedLink('sara.munoz@example.com');
    assert.match(link, /^\/en\/new-email\?token=[\w-]{43}$/);
    const done = await phone.submit(await phone.get(link), '/en/new-email');
    assert.equal(done.location, '/en/account?done=email_changed');
    assert.match((await phone.follow(done)).text, /sara\.munoz@example\.com Confirmed/);
    await mail.waitForMailTo('sara@example.com', /was changed/);
    assert.equal((await visitor.get('/account')).status, 303);
  });

  test('a taken address looks like a free one, and only its owner learns of it', async () => {
    const visitor = await shop.signIn('lucia@example.com');
    const pageAfter = async (email: string): Promise<[Answer, string]> => {
      const answer = await ask(visitor, email);
      const { text } = await visitor.follow(answer);
      return [answer, text.replaceAll(email, 'IT').replaceAll(/\d+/g, '0')];
    };
    const [free, freePage] = await pageAfter('lucia.r@example.com');
    const [taken, takenPage] = await pageAfter('ana@example.com');
    assert.deepEqual([taken.status, taken.location], [free.status, free.location]);
    assert.equal(takenPage, freePage);
    const told = await mail.waitForMailTo('ana@example.com');
    assert.match(told.subject, /^Ya tienes una cuenta/);
    assert.ok(!told.links.some((link) => link.includes('token')));
    await visitor.post('/account/email/cancellation');
  });

  test('the link is sent again, and the change called off', async () => {
    const visitor = await shop.signIn('lucia@example.com');
    const account = await visitor.follow(await ask(visitor, 'lucia.restrepo@example.com'));
    const first = await mailedLink('lucia.restrepo@example.com');
    const again = await visitor.submit(account, '/account/email/confirmation');
    assert.equal(again.location, '/account?done=email_change_sent');
    const second = await mailedLink('lucia.restrepo@example.com', 2);
    const reader = shop.visitor();
    const old = await reader.submit(await reader.get(first), '/new-email');
    assert.equal(old.status, 422);
    assert.match(old.text, /pediste otro después/);

    const cancelled = await visitor.submit(account, '/account/email/cancellation');
    assert.equal(cancelled.location, '/account?done=email_change_cancelled');
    assert.doesNotMatch((await visitor.follow(cancelled)).text, /Por confirmar/);
    assert.equal((await reader.submit(await reader.get(second), '/new-email')).status, 422);
    const late = await visitor.submit(account, '/account/email/confirmation');
    assert.equal(late.location, '/account?done=email_change_over');
    assert.match((await visitor.get('/account')).text, /lucia@example\.com Confirmado/);
  });

  test('what is refused stands beside its field, and the password never comes back', async () => {
    const visitor = await shop.signIn('lucia@example.com');
    const send = (email: string, current: string) => visitor.post('/account/email', { email, current });
    for (const [email, current, words] of [
      ['nueva@example.com', 'no es la mía 77', /no es tu contraseña actual/],
      ['nueva@example.com', '', /Escribe tu contraseña/],
      ['sin arroba', goodPassword, /correo/],
      ['LUCIA@example.com', goodPassword, /Ese ya es el correo de tu cuenta/],
    ] as const) {
      const answer = await send(email, current);
      assert.equal(answer.status, 422, email);
      assert.match(answer.text, words);
      assert.equal(answer.forms.find(({ action }) => action === '/account/email')?.fields.email, email);
      assert.ok(current === '' || !answer.body.includes(current));
    }
    assert.equal(await shop.doors.accounts.findEmailChange({ accountId: shop.lucia.id }), undefined);
  });

  test('whoever opened an account with the address meanwhile keeps it', async () => {
    const visitor = await shop.signIn('lucia@example.com');
    await ask(visitor, 'codiciada@example.com');
    const page = await visitor.get(await mailedLink('codiciada@example.com'));
    await shop.doors.accounts.createAccount({
      name: 'Otra',
      email: 'codiciada@example.com',
      password: goodPassword,
      confirmed: true,
    });
    const refused = await visitor.submit(page, '/new-email');
    assert.equal(refused.status, 409);
    assert.match(refused.text, /Ese correo ya es de otra cuenta/);
    assert.match((await visitor.get('/account')).text, /lucia@example\.com Confirmado/);
  });
});
