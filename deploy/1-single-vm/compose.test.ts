import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ask } from '../testing/ask.ts';
import { Customer } from '../testing/customer.ts';
import { startDatabase } from '../testing/database.ts';
import { buildFrom, buildImage, docker, dockerMissing, imageSize, joinLab } from '../testing/docker.ts';
import { Lab, labMissing } from '../testing/lab.ts';
import { startLoad } from '../testing/load.ts';

const execute = promisify(execFile);
// Beside a shop that may run on this machine, never in its place.
const project = 'bookstore-test';
process.env['COMPOSE_PROJECT_NAME'] = project;
const name = 'books.test';
const release = 'bookstore-test:1';
const next = 'bookstore-test:2';
const broken = 'bookstore-test:3';

describe('stage 1 by compose', { skip: (await dockerMissing()) ?? labMissing() ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-compose-'));
  let lab: Lab;
  let address: string;
  const reader = () => ({ hostname: address, servername: name, headers: { host: name } });
  const get = (path: string) => ask(`https://${name}${path}`, reader());
  /** One of the operator's commands, as on the machine. */
  const operator = async (command: string, ...args: string[]) => {
    const { stdout, stderr } = await execute(join(folder, command), args, {
      cwd: folder,
      env: { ...process.env, BACKUP_FOLDER: join(folder, 'backups'), WAIT_SECONDS: '240' },
      maxBuffer: 1e8,
    });
    return stdout + stderr;
  };
  const customer = () => new Customer(`https://${name}`, reader());
  const running = async (service: string) =>
    (await docker('inspect', '--format', '{{.Config.Image}}', `${project}-${service}-1`)).trim();

  before(async () => {
    lab = new Lab(43);
    address = joinLab(lab, 11);
    await buildImage(release, lab);
    await buildFrom(next, `FROM ${release}\nLABEL release=2\n`);
    await buildFrom(broken, `FROM ${release}\nCMD ["node", "-e", "process.exit(1)"]\n`);
    cpSync(import.meta.dirname, folder, { recursive: true, filter: (path) => !/\.ts$|\.json$/.test(path) });
    mkdirSync(join(folder, 'secrets/application'), { recursive: true });
    const database = lab.host(12);
    await startDatabase(database, folder, join(folder, 'secrets/application'));
    writeFileSync(join(folder, 'secrets/application/database-password'), 'bookstore');
    const env = {
      DOMAIN: name,
      BOOKSTORE_IMAGE: release,
      ACME_EMAIL: 'ops@books.test',
      DATABASE_ADDRESS: database.address,
      NGINX_IMAGE: 'nginx:stable',
      // No registry can be reached here: certbot itself is tested in two-machines.test.ts. This image lacks it, and the loop must bear that.
      CERTBOT_IMAGE: 'nginx:stable',
    };
    writeFileSync(
      join(folder, '.env'),
      Object.entries(env)
        .map(([key, value]) => `${key}=${String(value)}\n`)
        .join(''),
    );
  });
  after(async () => {
    if (existsSync(join(folder, '.machine')))
      await docker('compose', '--project-directory', folder, '-f', join(folder, 'compose.app.yml'), 'down', '--volumes', '--timeout', '5');
    await lab?.close();
  });

  it('is small: less than 150 MB above its base', async () => {
    const above = (await imageSize(release)) - (await imageSize('node:24-bookworm-slim'));
    assert.ok(above < 150e6, `${String(Math.round(above / 1e6))} MB`);
  });

  it('holds no development packages, no second Node, and a list of what it holds', async () => {
    const list = await docker(
      'run',
      '--rm',
      release,
      'node',
      '-e',
      "console.log(require('fs').readdirSync('node_modules').join(' '))",
    );
    assert.doesNotMatch(list, /typescript|eslint|node-linux|esbuild|playwright/);
    const components = await docker(
      'run',
      '--rm',
      release,
      'node',
      '-p',
      "JSON.parse(require('fs').readFileSync('sbom.cdx.json')).components.map((each) => each.name).join(' ')",
    );
    assert.match(components, /fastify .*mysql2/);
    assert.equal((await docker('run', '--rm', release, 'node', '-p', 'process.getuid()')).trim(), '1000');
  });

  it('fails with a sentence where a variable is missing', async () => {
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    cpSync(join(folder, 'compose.app.yml'), join(bare, 'compose.app.yml'));
    await assert.rejects(
      execute('docker', ['compose', '-f', 'compose.app.yml', 'config'], { cwd: bare }),
      /set it in \.env: /,
    );
  });

  it('is one project with the database where both share a machine', async () => {
    const config = JSON.parse(await docker('compose', '--project-directory', folder, '-f', join(folder, 'compose.yml'), 'config', '--format', 'json')) as {
      services: Record<string, { ports?: unknown[]; extra_hosts?: unknown[]; networks: object }>;
    };
    assert.deepEqual(Object.keys(config.services).sort(), [
      'certbot',
      'database',
      'migrate',
      'nginx',
      'release',
      'web-a',
      'web-b',
      'worker',
    ]);
    assert.equal(config.services['database']?.ports?.length ?? 0, 0);
    assert.equal(config.services['web-a']?.extra_hosts?.length ?? 0, 0);
  });

  it('starts on a fresh machine, and again', async () => {
    await operator('bootstrap', 'app');
    assert.equal((await get('/health')).status, 200);
    assert.equal((await get('/')).status, 200);
    const key = readFileSync(join(folder, 'secrets/application/secret-key'), 'utf8');
    await operator('bootstrap', 'app');
    assert.equal(readFileSync(join(folder, 'secrets/application/secret-key'), 'utf8'), key);
  });

  it('runs confined: nobody’s root, nothing to write to, no way out for NGINX’s network', async () => {
    for (const service of ['web-a', 'worker', 'nginx', 'certbot']) {
      const [state] = JSON.parse(await docker('inspect', `${project}-${service}-1`)) as [
        {
          Config: { User: string };
          HostConfig: { ReadonlyRootfs: boolean; CapDrop: string[]; Memory: number; LogConfig: { Config: object } };
        },
      ];
      assert.equal(state.Config.User, '1000:1000');
      assert.ok(state.HostConfig.ReadonlyRootfs);
      assert.deepEqual(state.HostConfig.CapDrop, ['ALL']);
      assert.ok(state.HostConfig.Memory > 0);
      assert.deepEqual(state.HostConfig.LogConfig.Config, { 'max-file': '5', 'max-size': '10m' });
    }
  });

  it('upgrades without a failed request', async () => {
    const load = startLoad([`https://${name}/`, `https://${name}/health`], reader(), { readers: 3, pauseMs: 50 });
    assert.match(await operator('upgrade', next), /bookstore-test:2 runs/);
    const { failures, asked } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(asked > 50);
    assert.equal(await running('web-a'), next);
    assert.equal(await running('web-b'), next);
  });

  it('goes back by itself from a release that does not start, without a failed request', async () => {
    const load = startLoad([`https://${name}/`], reader(), { readers: 2, pauseMs: 50 });
    await assert.rejects(
      execute(join(folder, 'upgrade'), [broken], {
        cwd: folder,
        env: { ...process.env, NO_BACKUP: '1', WAIT_SECONDS: '25' },
      }),
      /back to bookstore-test:2/,
    );
    assert.deepEqual((await load.stop()).failures, []);
    assert.equal(await running('web-a'), next);
  });

  it('rolls back when the operator says so', async () => {
    assert.match(await operator('rollback'), /bookstore-test:1 runs/);
    assert.equal(await running('web-b'), release);
    assert.equal((await get('/health')).status, 200);
  });

  it('is put back to a backup', async () => {
    const lucia = customer();
    await lucia.register('Lucia');
    const kept = await lucia.publish('Cien años de soledad');
    const [line = ''] = /\S+\/backups\/\S+/.exec(await operator('backup')) ?? [];
    const lost = await lucia.publish('Rayuela');
    await operator('restore', line);
    assert.equal((await customer().call('GET', `/listings/${kept}`)).status, 200);
    assert.equal((await customer().call('GET', `/listings/${lost}`)).status, 404);
    assert.ok(readdirSync(join(folder, 'backups')).length >= 2, 'a backup is made before');
  });
});
