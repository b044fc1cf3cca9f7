import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../../tests/support/smtp-catcher.ts';
import type { MailEvents } from './door.ts';
import { everyEvent, lucia, type MessagingWorld, openMessaging, purchase } from './messaging.fixture.ts';

forEachDatabase('mail by SMTP', (open) => {
  let world: MessagingWorld;
  let catcher: SmtpCatcher;
  before(async () => {
    catcher = await startSmtpCatcher();
    world = await openMessaging(await open(), catcher.url);
  });
  after(async () => {
    await world.end();
    await catcher.stop();
  });
  const waiting = () => world.outbox.waiting();

  it('goes out once for an event, however often it is told, in text and HTML', async () => {
    const event = { eventId: 'once', type: 'order.shipped', payload: everyEvent['order.shipped'] } as const;
    await Promise.all([world.door.receiveEvent(event), world.door.receiveEvent(event), world.door.receiveEvent(event)]);
    await world.door.receiveEvent({ ...event, type: 'purchase.paid' });
    assert.equal(await world.door.sendWaiting(), 2);
    await world.door.receiveEvent(event);
    assert.equal(await world.door.sendWaiting(), 0);

    const mail = await catcher.waitForMailTo('mateo@example.com', /camino/);
    assert.equal(mail.subject, 'Va en camino: «Cien años de soledad» y 1 más');
    assert.equal(mail.sender, 'no-reply@bookstore.example');
    for (const body of [mail.text, mail.html]) {
      assert.match(body, /Hola, Mateo:/);
      assert.match(body, /SV-123/);
      assert.match(body, /2 × Rayuela/);
      assert.match(body, /Entrega/);
    }
    assert.match(mail.text, /Cien años de soledad: \$\s25\.000\n/);
    assert.ok(mail.links.includes('https://bookstore.example/purchases/01JAAAAAAAAAAAAAAAAAAAAAAA'));
    assert.equal(catcher.mails.length, 2);
  });

  it('is sent by one of two workers, not by both', async () => {
    catcher.clear();
    for (let turn = 0; turn < 8; turn++)
      await world.door.receiveEvent({
        eventId: `two-workers-${String(turn)}`,
        type: 'purchase.paid',
        payload: purchase,
      });
    const sent = await Promise.all(Array.from({ length: 6 }, () => world.door.sendWaiting()));
    let total = sent.reduce((sum, each) => sum + each, 0);
    for (let round = await world.door.sendWaiting(); round > 0; round = await world.door.sendWaiting()) total += round;
    assert.equal(total, 8);
    assert.equal(catcher.mails.length, 8);
  });

  it('is tried again while the server cannot take it, and can be recognised when it came twice', async () => {
    catcher.clear();
    await world.door.receiveEvent({
      eventId: 'later',
      type: 'account.reset_requested',
      payload: everyEvent['account.reset_requested'],
    });
    catcher.refuseWith(451);
    assert.equal(await world.door.sendWaiting(), 0);
    assert.equal((await waiting()).count, 1);
    catcher.refuseWith(undefined);
    await world.hurry();
    assert.equal(await world.door.sendWaiting(), 1);
    const [mail] = catcher.mails;
    const { id } = await world.db.query
      .selectFrom('mails')
      .select('id')
      .where('event_id', '=', 'later')
      .executeTakeFirstOrThrow();
    assert.equal(mail?.parsed.messageId, `<${id}@bookstore.example>`);
    assert.ok(mail.links.includes('https://bookstore.example/reset?token=reset-token'));
  });

  it('is given up when the server says no for good', async () => {
    await world.door.receiveEvent({ eventId: 'never', type: 'purchase.paid', payload: purchase });
    catcher.refuseWith(550);
    assert.equal(await world.door.sendWaiting(), 0);
    catcher.refuseWith(undefined);
    const { state } = await world.db.query
      .selectFrom('mails')
      .select('state')
      .where('event_id', '=', 'never')
      .executeTakeFirstOrThrow();
    assert.equal(state, 'refused');
    assert.equal((await waiting()).count, 0);
  });

  it('is never sent to an address with another one behind a line break', async () => {
    catcher.clear();
    const address = 'mateo@example.com\r\nRCPT TO:<eve@example.com>';
    const to = { ...purchase.to, email: address };
    await world.door.receiveEvent({ eventId: 'hostile', type: 'purchase.paid', payload: { ...purchase, to } });
    await world.door.receiveEvent({ eventId: 'slipped-in', type: 'purchase.paid', payload: purchase });
    await world.db.query
      .updateTable('mails')
      .set({ to_address: address })
      .where('event_id', '=', 'slipped-in')
      .execute();
    assert.equal(await world.door.sendWaiting(), 0);
    assert.equal(catcher.mails.length, 0);
  });

  it('keeps what people typed out of its headers and its markup', async () => {
    catcher.clear();
    const title = '<img src=x onerror=alert(1)>"\r\nBcc: eve@example.com\r\n\r\n& more';
    const lines = [{ title, quantity: 1, priceMinor: 100 }];
    const payload = {
      ...purchase,
      lines,
      sellerName: '<b>Eve</b>',
      tracking: '<script>1</script>',
      deliveryName: '"><i>',
    };
    await world.door.receiveEvent({ eventId: 'markup', type: 'order.shipped', payload });
    assert.equal(await world.door.sendWaiting(), 1);
    const [mail] = catcher.mails;
    assert.deepEqual(mail?.recipients, ['mateo@example.com']);
    assert.equal(mail.parsed.headers.has('bcc'), false);
    assert.doesNotMatch(mail.html, /<(img|script|b|i)\b/);
    assert.match(mail.html, /&lt;img src=x onerror=alert\(1\)&gt;/);
  });

  it('forgets what it said once it is out, and never logs whom or what', async () => {
    const rows = await world.db.query.selectFrom('mails').selectAll().execute();
    for (const row of rows) assert.deepEqual([row.body_text, row.body_html], ['', '']);
    const lines = JSON.stringify(world.logged);
    assert.ok(world.logged.length > 0);
    for (const secret of ['@example.com', 'reset-token', 'SV-123']) assert.ok(!lines.includes(secret), lines);
  });

  it('forgets a month later to whom it went', async () => {
    await world.db.query.updateTable('mails').set({ created_at: 1 }).execute();
    await world.db.query.updateTable('received_events').set({ received_at: 1 }).execute();
    while ((await world.door.forgetOld()) > 0);
    assert.deepEqual(await world.db.query.selectFrom('mails').select('id').execute(), []);
    assert.deepEqual(await world.db.query.selectFrom('received_events').select('event_id').execute(), []);
    assert.deepEqual(await world.door.audit(), []);
  });
});

forEachDatabase('mail without a server', (open) => {
  let world: MessagingWorld;
  before(async () => {
    world = await openMessaging(await open());
  });
  after(() => world.end());

  it('is kept in a file that the log names, and can be read', async () => {
    await world.door.receiveEvent({
      eventId: 'kept',
      type: 'account.registered',
      payload: everyEvent['account.registered'],
    });
    assert.equal(await world.door.sendWaiting(), 1);
    const [mail] = await world.door.listKeptMails({ limit: 10 });
    assert.equal(mail?.to, 'lucia@example.com');
    assert.match(mail.text, /https:\/\/bookstore\.example\/confirm\?token=confirm-token/);
    assert.ok(Math.abs(mail.at - Date.now()) < 60_000);
    assert.deepEqual(await world.door.getKeptMail({ id: mail.id }), mail);

    const file = join(world.folder, 'mail', `${mail.id}.json`);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(
      world.logged.map((line) => line.fields),
      [{ file }],
    );
    assert.ok(!JSON.stringify(world.logged).includes('lucia@example.com'));
  });

  it('opens no other file', async () => {
    for (const id of ['../secret-key', '..', '', 'x'.repeat(300), '01JJJJJJJJJJJJJJJJJJJJJJJJ'])
      assert.equal(await world.door.getKeptMail({ id }), undefined);
  });

  it('writes every mail in both languages, each with its own subject', async () => {
    for (const locale of ['es', 'en'] as const)
      for (const [type, payload] of Object.entries(everyEvent))
        await world.door.receiveEvent({
          eventId: `every-${locale}`,
          type: type as keyof MailEvents,
          payload: 'to' in payload ? { ...payload, to: { ...payload.to, locale } } : { ...payload, locale },
        });
    while ((await world.door.sendWaiting()) > 0);
    const mails = (await world.door.listKeptMails({ limit: 100 })).filter((mail) => mail.id !== '');
    const kinds = Object.keys(everyEvent).length;
    assert.equal(mails.length, 2 * kinds + 1);
    assert.equal(
      new Set(mails.map((mail) => mail.subject)).size,
      2 * (kinds - 1),
      'only the two confirmations are alike',
    );
    assert.equal(readdirSync(join(world.folder, 'mail')).length, mails.length, 'no temporary file is left');
    for (const mail of mails)
      assert.doesNotMatch(`${mail.subject}${mail.text}${mail.html}`, /undefined|null|NaN|\[object/);
    const english = mails.filter((mail) => mail.html.includes('<html lang="en">'));
    assert.equal(english.length, kinds);
    for (const mail of english) assert.match(mail.text, /https:\/\/bookstore\.example\/en\//);
    assert.match(english.map((mail) => mail.text).join(), /Cien años de soledad: COP\s25,000/);
  });

  it('writes none for what another mail tells', async () => {
    await world.door.receiveEvent({ eventId: 'told', type: 'order.paid', payload: { ...purchase, sellerId: 's' } });
    assert.equal(await world.door.sendWaiting(), 0);
  });

  it('opens a guest’s purchase by their token, and a seller’s sale', async () => {
    const newest = async (type: 'purchase.paid' | 'sale.made', payload: MailEvents['sale.made']) => {
      await world.door.receiveEvent({ eventId: `link-${type}`, type, payload });
      await world.door.sendWaiting();
      return (await world.door.listKeptMails({ limit: 1 }))[0]?.text ?? '';
    };
    const guest = { ...purchase, sellerId: 's', guestToken: 'a+b/c' };
    assert.match(await newest('purchase.paid', guest), /\/purchases\/01JAAAAAAAAAAAAAAAAAAAAAAA\?token=a%2Bb%2Fc\n/);
    assert.match(
      await newest('sale.made', { ...guest, guestToken: null }),
      /https:\/\/bookstore\.example\/sales\/01JBBBBBBBBBBBBBBBBBBBBBBB\n/,
    );
  });

  it('names money that came in another currency in that one', async () => {
    const payload = { ...everyEvent['purchase.refund_due'], amountMinor: 1_050, amountCurrency: 'USD' };
    await world.door.receiveEvent({ eventId: 'dollars', type: 'purchase.refund_due', payload });
    await world.door.sendWaiting();
    assert.match((await world.door.listKeptMails({ limit: 1 }))[0]?.text ?? '', /USD?\$?\s?10,50/);
  });

  it('greets nobody by a name that carries a link', async () => {
    const greetingOf = async (name: string) => {
      await world.door.receiveEvent({
        eventId: `greet ${name}`.slice(0, 40),
        type: 'account.registered',
        payload: { ...lucia, name, accountId: 'a', confirmToken: 't' },
      });
      await world.door.sendWaiting();
      return (await world.door.listKeptMails({ limit: 1 }))[0]?.text.split('\n')[0];
    };
    assert.equal(await greetingOf('Win at evil.example'), 'Hola:');
    assert.equal(await greetingOf('https://evil'), 'Hola:');
    assert.equal(await greetingOf('J. R. R. Tolkien'), 'Hola, J. R. R. Tolkien:');
  });
});
