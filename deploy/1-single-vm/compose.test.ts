import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { ask } from '../testing/ask.ts';
import { Customer } from '../testing/customer.ts';
import { buildFrom, buildImage, docker, dockerMissing, imageSize, joinLab } from '../testing/docker.ts';
import { eventually } from '../testing/eventually.ts';
import { Lab, labMissing } from '../testing/lab.ts';
import { startLoad } from '../testing/load.ts';
import { makeCertbotImage, makeMysqlImage, mysqlImageMissing } from '../testing/local-images.ts';
import { OperatedMachine } from '../testing/operated-machine.ts';
import { startAuthority } from '../testing/pebble.ts';

const execute = promisify(execFile);
const name = 'books.test';
const release = 'bookstore-test:1';
const next = 'bookstore-test:2';
const broken = 'bookstore-test:3';
const images = {
  BOOKSTORE_IMAGE: release,
  NGINX_IMAGE: 'nginx:stable',
  MYSQL_IMAGE: 'bookstore-mysql:fetched',
  CERTBOT_IMAGE: 'bookstore-certbot:lab',
};
const missing = (await dockerMissing()) ?? mysqlImageMissing() ?? labMissing();

describe('stage 1 by compose', { skip: missing ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-compose-'));
  let lab: Lab;
  let address: string;
  let application: OperatedMachine;
  let database: OperatedMachine;
  const reader = () => ({ hostname: address, servername: name, headers: { host: name } });
  const get = (path: string) => ask(`https://${name}${path}`, reader());
  const customer = () => new Customer(`https://${name}`, reader());
  const running = async (service: string) => (await application.container(service)).Config.Image;

  before(async () => {
    // Another run may be under way on this machine.
    lab = new Lab(200 + (process.pid % 50));
    address = joinLab(lab, 11);
    const authority = await startAuthority(lab.host(13), join(folder, 'authority'), address, 20 * 86_400);
    const settings = { ...images, DOMAIN: name, ACME_EMAIL: 'ops@books.test', ACME_SERVER: authority.directory };
    database = new OperatedMachine('bookstore-test-db', { ...settings, DATABASE_ADDRESS: address });
    application = new OperatedMachine('bookstore-test-app', { ...settings, DATABASE_ADDRESS: address });
    await makeCertbotImage(images.CERTBOT_IMAGE, authority.trust);
    await makeMysqlImage(images.MYSQL_IMAGE);
    // One waits while the other works.
    await Promise.all([buildImage(release, lab), database.operate('bootstrap', 'db')]);
    await buildFrom(next, `FROM ${release}\nLABEL release=2\n`);
    await buildFrom(broken, `FROM ${release}\nCMD ["node", "-e", "process.exit(1)"]\n`);
  });
  after(async () => {
    await application.remove();
    await database.remove();
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is small: less than 150 MB above its base', async () => {
    const above = (await imageSize(release)) - (await imageSize('node:24-bookworm-slim'));
    assert.ok(above < 150e6, `${String(Math.round(above / 1e6))} MB`);
  });

  it('holds the program as one file, a list of what it holds, and neither development packages nor a second Node', async () => {
    const script = `
      const { readdirSync, readFileSync } = require('node:fs');
      import('/app/src/bundle/current-bundle.ts').then(({ currentBundle }) => console.log(JSON.stringify({
        packages: readdirSync('node_modules').join(' '),
        components: JSON.parse(readFileSync('sbom.cdx.json')).components.map((each) => each.name).join(' '),
        user: process.getuid(),
        program: currentBundle(),
      })))`;
    const found = JSON.parse(await docker('run', '--rm', '--read-only', release, 'node', '-e', script)) as object;
    const { packages, components, ...rest } = found as { packages: string; components: string };
    assert.doesNotMatch(packages, /typescript|eslint|node-linux|esbuild|playwright/);
    assert.match(components, /fastify .*mysql2/);
    assert.deepEqual(rest, { user: 1000, program: '/app/var/cache/program/run.cjs' });
  });

  it('fails with a sentence where a variable is missing', async () => {
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    cpSync(join(application.folder, 'compose.app.yml'), join(bare, 'compose.app.yml'));
    await assert.rejects(
      execute('docker', ['compose', '-f', 'compose.app.yml', 'config'], { cwd: bare }),
      /set it in \.env: /,
    );
  });

  it('starts on a fresh machine with the secrets of the database’s, and again', async () => {
    await assert.rejects(application.operate('bootstrap', 'app'), /copy secrets\/application\/database-password/);
    cpSync(join(database.folder, 'secrets/application'), join(application.folder, 'secrets/application'), {
      recursive: true,
    });
    await application.operate('bootstrap', 'app');
    assert.equal((await get('/health')).status, 200);
    assert.equal((await get('/')).status, 200);
    const key = application.secret('application/secret-key');
    await application.operate('bootstrap', 'app');
    assert.equal(application.secret('application/secret-key'), key);
  });

  it('runs confined: nobody’s root, nothing to write to but volumes and memory', async () => {
    for (const service of ['web-a', 'worker', 'nginx', 'certbot']) {
      const { Config, HostConfig } = await application.container(service);
      assert.equal(Config.User, '1000:1000');
      assert.ok(HostConfig.ReadonlyRootfs);
      assert.deepEqual(HostConfig.CapDrop, ['ALL']);
      assert.ok(HostConfig.Memory > 0);
      assert.deepEqual(HostConfig.LogConfig.Config, { 'max-file': '5', 'max-size': '10m' });
    }
    const { Mounts } = await application.container('nginx');
    assert.deepEqual(
      Mounts.filter(({ RW }) => RW).map(({ Destination }) => Destination),
      [],
    );
  });

  it('gets its certificate: certbot asks, NGINX in its other container reloads', async () => {
    await eventually(async () => assert.match(await issuer(address), /Pebble/), 60);
  });

  it('upgrades without a failed request', async () => {
    const load = startLoad([`https://${name}/`, `https://${name}/health`], reader(), { readers: 3, pauseMs: 100 });
    assert.match(await application.operate('upgrade', next), /bookstore-test:2 runs/);
    const { failures, asked } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(asked > 50);
    assert.deepEqual([await running('web-a'), await running('web-b'), await running('worker')], [next, next, next]);
  });

  it('goes back by itself from a release that does not start, without a failed request', async () => {
    const load = startLoad([`https://${name}/`], reader(), { readers: 2, pauseMs: 100 });
    await assert.rejects(
      application.operateWith({ NO_BACKUP: '1' }, 'upgrade', broken),
      /did not become healthy: back to bookstore-test:2/,
    );
    assert.deepEqual((await load.stop()).failures, []);
    assert.equal(await running('web-a'), next);
  });

  it('rolls back when the operator says so', async () => {
    assert.match(await application.operate('rollback'), /bookstore-test:1 runs/);
    assert.equal(await running('web-b'), release);
    assert.equal((await get('/health')).status, 200);
  });

  it('is put back to a backup', async () => {
    const lucia = customer();
    await lucia.register('Lucia');
    const kept = await lucia.publish('Cien años de soledad');
    const [backup = ''] = /\S+\/backups\/\S+/.exec(await application.operate('backup')) ?? [];
    const lost = await lucia.publish('Rayuela');
    await application.operate('restore', backup);
    assert.equal((await customer().call('GET', `/listings/${kept}`)).status, 200);
    assert.equal((await customer().call('GET', `/listings/${lost}`)).status, 404);
    assert.ok(readdirSync(join(application.folder, 'backups')).length >= 2, 'a backup is made before');
  });

  it('shares one machine with its database, and opens no port for it', async () => {
    await application.remove();
    application = new OperatedMachine('bookstore-test-one', {
      ...images,
      DOMAIN: name,
      ACME_EMAIL: 'ops@books.test',
      ACME_SERVER: 'https://127.0.0.1:1/nobody',
    });
    await application.operate('bootstrap', 'one');
    assert.equal((await get('/')).status, 200);
    assert.equal((await application.compose('ps', '--format', '{{.Ports}}', 'database')).match(/->/), null);
  });
});

/** Who issued the certificate that a reader is shown. */
function issuer(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: 443, servername: name, rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().issuer.CN));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
