import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import sharp from 'sharp';
import { buildAssets } from '../../src/web/assets/build.ts';
import { ask } from '../testing/ask.ts';
import { Customer } from '../testing/customer.ts';
import { startDatabase } from '../testing/database.ts';
import { Edge } from '../testing/edge.ts';
import { eventually } from '../testing/eventually.ts';
import { type Instance, linkAssets, Place, startInstance } from '../testing/instance.ts';
import { judgeTls } from '../testing/judge-tls.ts';
import { type Host, Lab, labMissing } from '../testing/lab.ts';
import { startLoad } from '../testing/load.ts';
import { type Authority, startAuthority } from '../testing/pebble.ts';

const name = 'bookstore.test';
const missing = labMissing();

describe('stage 1 on two machines', { skip: missing ?? false }, () => {
  let lab: Lab;
  let application: Host;
  let database: Host;
  let stranger: Host;
  let authority: Authority;
  let place: Place;
  let edge: Edge;
  const web: Instance[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-stage1-'));
  /** A reader who trusts the authority, or anyone where it is left out. */
  const reader = (ca?: string) => ({
    hostname: application.address,
    servername: name,
    headers: { host: name },
    ...(ca ? { ca } : {}),
  });
  const page = (path: string) => `https://${name}${path}`;
  const get = (path: string, ca?: string) => ask(page(path), reader(ca));
  const serial = () => edge.serial(application.address, name);

  before(async () => {
    lab = new Lab(41);
    application = lab.host(11);
    database = lab.host(12);
    stranger = lab.host(14);
    place = new Place(folder);
    const assets = await buildAssets(join(folder, 'assets'));
    linkAssets(place, assets.folder);
    await startDatabase(database, folder, place.secrets);
    application.knows({ database: database.address, [name]: application.address });
    database.allowOnly([{ from: application.address, port: 3306 }]);
    authority = await startAuthority(lab.host(13), join(folder, 'authority'), application.address, 20 * 86_400);
    edge = new Edge(application, {
      folder,
      place,
      name,
      assets: assets.folder,
      instances: ['127.0.0.1:3001', '127.0.0.1:3002'],
    });
    await edge.start();
  });
  after(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  const startWeb = (port: number) =>
    startInstance(application, {
      stage: 'single-vm',
      roles: 'web',
      port,
      place,
      publicUrl: `https://${name}`,
      environment: { TRUSTED_PROXIES: '127.0.0.0/8' },
    });

  it('serves with a certificate of its own before one is issued', async () => {
    const answer = await get('/');
    assert.equal(answer.status, 502, 'the application isn’t there yet: NGINX is');
    assert.equal((await edge.certificate(application.address, name)).issuer.CN, name);
    assert.equal((await get('/health')).status, 502, 'health is the application’s, not NGINX’s');
  });

  it('migrates once, then both web processes become ready over TLS to the database', async () => {
    edge.migrate();
    web.push(...(await Promise.all([startWeb(3001), startWeb(3002)])));
    assert.equal((await get('/')).status, 200);
  });

  it('gets its certificate by webroot while it serves', async () => {
    await edge.keepCertificate(authority);
    const ca = await authority.root();
    await eventually(async () => assert.equal((await get('/', ca)).status, 200));
    assert.match(String((await edge.certificate(application.address, name)).issuer.CN), /Pebble/);
  });

  it('renews what is due and reloads under load without one failed request', async () => {
    const ca = await authority.root();
    const before = await serial();
    const load = startLoad([page('/'), page('/health'), page('/assets/' + edge.anAsset())], reader(ca), { readers: 6 });
    await edge.keepCertificate(authority);
    await eventually(async () => assert.notEqual(await serial(), before));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const { asked, failures } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(asked > 100, `asked ${String(asked)} times`);
  });

  it('leaves a certificate alone that isn’t due', async () => {
    const before = await serial();
    edge.dueBefore('1 day');
    await edge.keepCertificate(authority);
    assert.equal(await serial(), before);
  });

  it('speaks TLS 1.2 and 1.3 with authenticated ciphers only', () => {
    const judged = judgeTls(`${application.address}:443`, name);
    assert.deepEqual(judged.protocols, ['TLSv1.2', 'TLSv1.3']);
    assert.ok(judged.ciphers.length >= 4);
    for (const cipher of judged.ciphers) assert.match(cipher, /GCM|POLY1305|CCM/);
  });

  it('is judged by a test that finds a bad configuration', async () => {
    const port = await edge.startBad();
    const judged = judgeTls(`${application.address}:${String(port)}`, name);
    assert.ok(
      judged.protocols.some((each) => /1\.[01]$/.test(each)) ||
        judged.ciphers.some((each) => !/GCM|POLY1305|CCM/.test(each)),
    );
  });

  it('sends readers from http to https, and says so for two years', async () => {
    const answer = await ask(`http://${name}/search?q=soledad`, reader());
    assert.equal(answer.status, 308);
    assert.equal(answer.headers.location, `https://${name}/search?q=soledad`);
    assert.match(
      String((await get('/')).headers['strict-transport-security']),
      /^max-age=63072000; includeSubDomains$/,
    );
  });

  it('refuses names that aren’t its own, before it shows a certificate', async () => {
    const options = { hostname: application.address, headers: { host: 'evil.example' } };
    await assert.rejects(ask('http://evil.example/', options), /hang up|RESET/);
    await assert.rejects(
      ask('https://evil.example/', { ...options, servername: 'evil.example' }),
      /alert|unrecognized|RESET|hang up/i,
    );
    await assert.rejects(ask(page('/'), { ...reader(), headers: { host: 'evil.example' } }), /hang up|RESET/);
  });

  it('speaks HTTP/2', async () => {
    const protocol = await new Promise((resolve, reject) => {
      const socket = connectTls(
        {
          host: application.address,
          port: 443,
          servername: name,
          ALPNProtocols: ['h2', 'http/1.1'],
          rejectUnauthorized: false,
        },
        () => {
          resolve(socket.alpnProtocol);
          socket.destroy();
        },
      );
      socket.on('error', reject);
    });
    assert.equal(protocol, 'h2');
  });

  it('serves a photo that was just uploaded, by NGINX itself, for ever', async () => {
    const seller = new Customer(`https://${name}`, reader());
    await seller.register('Lucia');
    const listing = await seller.publish('Cien años de soledad', 3);
    const picture = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#b5651d' } })
      .jpeg()
      .toBuffer();
    const url = await seller.addPhoto(listing, picture);
    for (const each of web) each.child.kill('SIGSTOP');
    try {
      const photo = await get(url);
      assert.equal(photo.status, 200);
      assert.equal(photo.headers['content-type'], 'image/webp');
      assert.equal(photo.headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal((await get('/assets/' + edge.anAsset())).status, 200);
    } finally {
      for (const each of web) each.child.kill('SIGCONT');
    }
  });

  it('keeps the database out of reach of everyone else', async () => {
    assert.equal(reach(application, database.address, 3306), 'reached');
    assert.equal(reach(stranger, database.address, 3306), 'nothing');
    await assert.rejects(ask(`http://${database.address}:3306/`, { timeout: 1500 }), /no answer/);
  });

  it('gives a plain connection to the database nothing', () => {
    const answer = application.run([
      process.execPath,
      join(import.meta.dirname, '../testing/plain-mysql.ts'),
      database.address,
      '3306',
    ]);
    assert.match(answer, /ER_SECURE_TRANSPORT_REQUIRED|ER_ACCESS_DENIED/);
  });

  it('upgrades one web process after the other without a failed request', async () => {
    const load = startLoad([page('/'), page('/api/v1/listings'), page('/health')], reader(), { readers: 4 });
    for (const [index, port] of [3001, 3002].entries()) {
      assert.equal(await web[index]?.stop(), 0);
      web[index] = await startWeb(port);
    }
    const { asked, failures } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(asked > 100, `asked ${String(asked)} times`);
  });
});

/** Whether a machine reaches a port of another. */
function reach(from: Host, address: string, port: number): 'reached' | 'nothing' {
  const script = `const s=require('net').connect(${String(port)},'${address}');s.setTimeout(1500,()=>{console.log('nothing');process.exit()});s.on('error',()=>console.log('nothing')).on('connect',()=>{console.log('reached');process.exit()})`;
  return from.run([process.execPath, '-e', script]).trim() as 'reached' | 'nothing';
}
