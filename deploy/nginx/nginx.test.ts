import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../tests/support/free-port.ts';
import { type Answered, ask } from '../testing/ask.ts';
import { makeBuiltFiles, script } from '../testing/built-files.ts';
import { StandIn } from '../testing/stand-in.ts';
import { type RunningNginx, startNginx } from '../testing/start-nginx.ts';

// As the application's pages for visitors say it.
const publicPage = {
  'content-type': 'text/html',
  'cache-control': 'public, max-age=0, s-maxage=1, stale-while-revalidate=1',
  vary: 'Cookie, Accept-Encoding',
};
const host = 'bookstore.test';

describe('NGINX behind a balancer', () => {
  let one: StandIn;
  let two: StandIn;
  let nginx: RunningNginx;
  let address: string;
  const get = (path: string, headers: Record<string, string> = {}) => send('GET', path, headers);
  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answered> =>
    ask(`http://${address}${path}`, {
      method,
      headers: { host, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7', ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const askedFor = (path: string) => one.asked(path).length + two.asked(path).length;

  before(async () => {
    one = await new StandIn((_, response) => response.writeHead(200, publicPage).end('one')).start();
    two = await new StandIn((_, response) => response.writeHead(200, publicPage).end('two')).start();
    const port = await freePort();
    address = `127.0.0.1:${String(port)}`;
    nginx = await startNginx('behind-balancer', {
      names: [host],
      instances: [one.address, two.address],
      trustedBalancers: ['127.0.0.0/8'],
      assetsRoot: makeBuiltFiles(),
      httpPort: port,
      readTimeoutSeconds: 1,
      setAsideSeconds: 1,
      readsPerSecond: 5000,
      readsBurst: 5000,
    });
  });
  after(async () => {
    await nginx.stop();
    await one.stop();
    await two.stop();
  });
  const bothAnswer = (answer: StandIn['answer']) => {
    one.answer = answer;
    two.answer = answer;
  };

  describe('pages for visitors', () => {
    it('are asked of the application once for many visitors', async () => {
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('page'));
      const answers = [];
      for (let i = 0; i < 20; i++) answers.push(await get('/popular'));
      assert.ok(answers.every(({ status, body }) => status === 200 && body === 'page'));
      assert.ok(askedFor('/popular') <= 2, `asked ${String(askedFor('/popular'))} times`);
    });

    it('show a sold listing as sold within two seconds, though nobody asked in between', async () => {
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('for sale'));
      assert.equal((await get('/listings/soledad')).body, 'for sale');
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('sold'));
      await sleep(2000);
      assert.equal((await get('/listings/soledad')).body, 'sold');
    });

    it('show a sold listing as sold within two seconds under constant demand', async () => {
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('for sale'));
      await get('/listings/rayuela');
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('sold'));
      const sold = Date.now();
      let lastForSale = sold;
      while (Date.now() - sold < 2500) {
        const asked = Date.now();
        if ((await get('/listings/rayuela')).body === 'for sale') lastForSale = asked;
      }
      assert.ok(lastForSale - sold < 2000, `still for sale after ${String(lastForSale - sold)} ms`);
    });

    it('are never shared with a person who has a session or a cart', async () => {
      bothAnswer(({ headers }, response) =>
        response.writeHead(200, publicPage).end(String(headers.cookie ?? 'visitor')),
      );
      for (const cookie of ['__Host-session=a', '__Host-cart=b', '__Host-guest=g', 'session=c', 'theme=dark; cart=d']) {
        assert.equal((await get('/home', { cookie })).body, cookie);
        assert.equal((await get('/home')).body, 'visitor');
      }
    });

    it('cannot depend on a foreign cookie, nor be poisoned by one', async () => {
      bothAnswer(({ headers }, response) => response.writeHead(200, publicPage).end(headers.cookie ?? 'none'));
      assert.equal((await get('/foreign', { cookie: '_ga=evil; not_session=1' })).body, 'none');
    });

    for (const [name, headers, status] of [
      ['one that sets a cookie', { ...publicPage, 'set-cookie': 'session=secret' }, 200],
      ['one that is private', { 'cache-control': 'private, no-store' }, 200],
      ['one that says nothing', {}, 200],
      ['one that is not found', publicPage, 404],
    ] as const) {
      it(`does not keep ${name}`, async () => {
        const path = `/not-kept/${name.replaceAll(' ', '-')}`;
        bothAnswer((_, response) => response.writeHead(status, headers).end('x'));
        for (let i = 0; i < 3; i++) await get(path);
        assert.equal(askedFor(path), 3);
      });
    }

    it('keeps each encoding apart', async () => {
      bothAnswer(({ headers }, response) =>
        response.writeHead(200, publicPage).end(String(headers['accept-encoding'] ?? 'plain')),
      );
      assert.equal((await get('/encoded', { 'accept-encoding': 'gzip, deflate, br, zstd' })).body, 'br');
      assert.equal((await get('/encoded', { 'accept-encoding': 'gzip' })).body, 'gzip');
      assert.equal((await get('/encoded', { 'accept-encoding': 'br;q=0, gzip' })).body, 'gzip');
      assert.equal((await get('/encoded')).body, 'plain');
    });

    it('are shown stale only while no instance answers', async () => {
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('good'));
      await get('/stale');
      bothAnswer((_, response) => response.writeHead(503, { 'retry-after': '1' }).end('busy'));
      await sleep(2000);
      assert.deepEqual(pick(await get('/stale')), { status: 200, body: 'good' });
      await sleep(1100);
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('better'));
      assert.equal((await get('/stale')).body, 'better');
    });
  });

  describe('an instance that fails', () => {
    it('is passed over for a read', async () => {
      one.answer = (_, response) => response.destroy();
      two.answer = (_, response) => response.writeHead(200).end('two');
      for (let i = 0; i < 10; i++) assert.equal((await get(`/read/${String(i)}`)).body, 'two');
    });

    it('that hangs is passed over for a read after the read time-out', async () => {
      await sleep(1100);
      two.answer = () => undefined;
      one.answer = (_, response) => response.writeHead(200).end('one');
      for (let i = 0; i < 4; i++) assert.equal((await get(`/hang/${String(i)}`)).body, 'one');
    });

    it('never gets a purchase sent to another a second time', async () => {
      await sleep(1100);
      bothAnswer((_, response) => response.destroy());
      const answers = [];
      for (let i = 0; i < 4; i++) answers.push(await send('POST', `/checkouts/${String(i)}`, {}, 'x=1'));
      assert.ok(answers.every(({ status }) => status === 502));
      for (let i = 0; i < 4; i++) assert.ok(askedFor(`/checkouts/${String(i)}`) <= 1);
      await sleep(1100);
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('fine'));
    });
  });

  it('asks instances that were all set aside, rather than nobody', async () => {
    bothAnswer((_, response) => response.destroy());
    for (let i = 0; i < 6; i++) assert.equal((await get(`/aside/${String(i)}`)).status, 502);
    bothAnswer((_, response) => response.writeHead(200, publicPage).end('back'));
    assert.equal((await get('/aside/now')).body, 'back');
    await sleep(2100);
  });

  describe('health', () => {
    it('is what the application says, also without a name', async () => {
      bothAnswer((_, response) => response.writeHead(503).end('{"reason":"draining"}'));
      const answer = await ask(`http://${address}/health`);
      assert.deepEqual(pick(answer), { status: 503, body: '{"reason":"draining"}' });
      bothAnswer((_, response) => response.writeHead(200).end('{"status":"ok"}'));
      assert.equal((await ask(`http://${address}/health`)).status, 200);
    });
  });

  describe('built files', () => {
    it('come from NGINX itself, for ever, with their type', async () => {
      const answer = await get('/assets/app-1a2b3c.js');
      assert.equal(answer.body, script);
      assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8');
      assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal(answer.headers['content-encoding'], undefined);
      assert.equal(askedFor('/assets/app-1a2b3c.js'), 0);
    });

    it('come as Brotli where the browser takes it and a copy exists', async () => {
      const headers = { 'accept-encoding': 'gzip, br' };
      const answer = await get('/assets/app-1a2b3c.js', headers);
      assert.equal(answer.headers['content-encoding'], 'br');
      assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8');
      assert.match(String(answer.headers.vary), /accept-encoding/i);
      const older = await get('/assets/app-1a2b3c.js', { 'accept-encoding': 'gzip' });
      assert.equal(older.headers['content-encoding'], 'gzip');
      const plain = await get('/assets/book-9f.webp', headers);
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.equal(plain.headers['content-type'], 'image/webp');
    });

    it('that this instance lacks are asked of the next one', async () => {
      one.answer = (_, response) => response.writeHead(404).end('?');
      two.answer = (_, response) => response.writeHead(200).end('newer');
      for (let i = 0; i < 4; i++) assert.equal((await get('/assets/app-ffff.js')).body, 'newer');
    });

    it('that nobody has are not found', async () => {
      bothAnswer((_, response) => response.writeHead(404, { 'cache-control': 'no-store' }).end('?'));
      const answer = await get('/assets/app-0000.js');
      assert.equal(answer.status, 404);
      assert.equal(answer.headers['cache-control'], 'no-store');
    });
  });

  describe('covers', () => {
    it('are drawn once for as long as the application says', async () => {
      await sleep(1100);
      bothAnswer((_, response) => response.writeHead(200, { 'cache-control': 'public, max-age=604800' }).end('<svg/>'));
      for (let i = 0; i < 4; i++)
        assert.equal((await get('/covers/01.svg', { cookie: '__Host-session=a' })).body, '<svg/>');
      assert.equal(askedFor('/covers/01.svg'), 1);
    });
  });

  describe('photos', () => {
    it('are read from the application once and kept', async () => {
      await sleep(1100);
      bothAnswer((_, response) => response.writeHead(200, { 'content-type': 'image/webp' }).end('photo'));
      for (let i = 0; i < 5; i++) assert.equal((await get('/photos/ab/soledad.webp')).body, 'photo');
      assert.equal(askedFor('/photos/ab/soledad.webp'), 1);
      bothAnswer((_, response) => response.destroy());
      assert.equal((await get('/photos/ab/soledad.webp')).body, 'photo');
      await sleep(1100);
      bothAnswer((_, response) => response.writeHead(200, publicPage).end('fine'));
    });
  });

  describe('who asks', () => {
    it('is the address that the balancer saw, whatever the client claims', async () => {
      await get('/who', {
        'x-forwarded-for': '6.6.6.6, 203.0.113.9',
        'x-real-ip': '6.6.6.6',
        forwarded: 'for=6.6.6.6',
      });
      const [seen] = [...one.asked('/who'), ...two.asked('/who')];
      assert.equal(seen?.headers['x-forwarded-for'], '203.0.113.9');
      assert.equal(seen.headers['x-real-ip'], '203.0.113.9');
      assert.equal(seen.headers['x-forwarded-proto'], 'https');
      assert.equal(seen.headers.forwarded, undefined);
    });

    it('names its request only where that name is signed: at the webhooks of payment gateways', async () => {
      for (const path of ['/webhooks/any?data.id=1', '/named'])
        await send('POST', path, { 'x-request-id': 'id' }, '{}');
      const named = (path: string) => [...one.asked(path), ...two.asked(path)][0]?.headers['x-request-id'];
      assert.deepEqual([named('/webhooks/any?data.id=1'), named('/named')], ['id', undefined]);
    });

    it('is sent from http to https', async () => {
      const answer = await get('/a?b=c', { 'x-forwarded-proto': 'http' });
      assert.equal(answer.status, 308);
      assert.equal(answer.headers.location, `https://${host}/a?b=c`);
    });

    it('gets no answer under a name that is not ours', async () => {
      await assert.rejects(get('/', { host: 'evil.example' }), /socket hang up|ECONNRESET/);
    });

    it('gets HSTS with every answer', async () => {
      for (const path of ['/', '/assets/app-1a2b3c.js', '/health'])
        assert.match(String((await get(path)).headers['strict-transport-security']), /max-age=63072000/, path);
    });

    it('may send a photo, but not a film', async () => {
      bothAnswer(({ body }, response) => response.writeHead(200).end(String(body.length)));
      assert.equal((await send('POST', '/photos-of', {}, 'x'.repeat(15e6))).body, '15000000');
      assert.equal((await send('POST', '/photos-of', {}, 'x'.repeat(17e6))).status, 413);
    });

    it('is held to a rate of writing', async () => {
      const from = { 'x-forwarded-for': '203.0.113.99' };
      const statuses = await Promise.all(
        Array.from({ length: 70 }, async () => (await send('POST', '/sessions', from, 'x')).status),
      );
      assert.ok(statuses.filter((status) => status === 429).length > 10);
      assert.ok(statuses.filter((status) => status === 200).length >= 40);
      assert.equal((await send('POST', '/sessions', { 'x-forwarded-for': '203.0.113.98' }, 'x')).status, 200);
    });
  });
});

const pick = ({ status, body }: Answered) => ({ status, body });
