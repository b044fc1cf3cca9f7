import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { cloudInit } from './machine-files.ts';

const machine = join(import.meta.dirname, 'machine');
const execute = promisify(execFile);

describe('an instance of stage 2', () => {
  let folder: string;
  let path: string;
  /** A program on the instance, in the place of the real one; `$0.log` gets its words. */
  const program = (name: string, script: string) => {
    writeFileSync(join(folder, 'bin', name), `#!/bin/bash\necho "$@" >> ${folder}/${name}.log\n${script}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  };
  const said = (name: string) =>
    readFileSync(join(folder, `${name}.log`), 'utf8')
      .trim()
      .split('\n');
  const environment = (more: Record<string, string> = {}) => ({
    ...process.env,
    PATH: path,
    SETTINGS: join(folder, 'settings'),
    ...more,
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bookstore-machine-'));
    mkdirSync(join(folder, 'bin'));
    path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
    writeFileSync(
      join(folder, 'settings'),
      'DATABASE_SECRET=db\nKEY_SECRET=key\nMAIL_SECRET=mail\nHOOK=drain\nGROUP=books\n',
    );
  });

  describe('refreshes its secrets', () => {
    const refresh = () =>
      execute(join(machine, 'refresh-secrets'), {
        env: environment({
          SECRETS_FOLDER: join(folder, 'run'),
          SECRETS_OWNER: `${String(process.getuid?.())}:${String(process.getgid?.())}`,
        }),
      });
    const secret = (name: string) => readFileSync(join(folder, 'run', name), 'utf8');
    const hold = (password: string) =>
      program(
        'aws',
        `case "$4" in
          db) echo '{"username":"bookstore","password":"${password}"}' ;;
          key) echo a-key ;;
          mail) echo smtps://mail ;;
          payments) echo '{"mercadopago-access-token":"APP_USR-token","mercadopago-webhook-secret":"a signature"}' ;;
          half) echo '{"mercadopago-access-token":"APP_USR-token"}' ;;
        esac`,
      );

    it('into files that only the application reads', async () => {
      hold('first');
      await refresh();
      assert.equal(secret('database-password'), 'first');
      assert.equal(secret('secret-key').trim(), 'a-key');
      assert.equal(secret('smtp-url').trim(), 'smtps://mail');
      assert.equal(statSync(join(folder, 'run/database-password')).mode & 0o777, 0o600);
    });

    it('of the payment gateway only where the settings name them', async () => {
      hold('first');
      await refresh();
      assert.deepEqual(readdirSync(join(folder, 'run')).sort(), ['database-password', 'secret-key', 'smtp-url']);
      assert.doesNotMatch(said('aws').join('\n'), /payments/);
      appendFileSync(join(folder, 'settings'), 'PAYMENTS_SECRET=payments\n');
      await refresh();
      assert.equal(secret('mercadopago-access-token'), 'APP_USR-token');
      assert.equal(secret('mercadopago-webhook-secret'), 'a signature');
      assert.equal(statSync(join(folder, 'run/mercadopago-access-token')).mode & 0o777, 0o600);
      assert.equal(said('aws').filter((each) => each.includes('payments')).length, 1);
    });

    it('and fails where the gateway’s is not what it must be', async () => {
      hold('first');
      appendFileSync(join(folder, 'settings'), 'PAYMENTS_SECRET=half\n');
      await assert.rejects(refresh(), /no mercadopago-webhook-secret/);
    });

    it('by a new file where one changed, and leaves the others alone', async () => {
      hold('first');
      await refresh();
      const [password, key] = ['database-password', 'secret-key'].map(
        (name) => statSync(join(folder, 'run', name)).ino,
      );
      hold('second');
      await refresh();
      assert.equal(secret('database-password'), 'second');
      assert.notEqual(statSync(join(folder, 'run/database-password')).ino, password);
      assert.equal(statSync(join(folder, 'run/secret-key')).ino, key);
    });

    it('and keeps what it has while nobody can be asked', async () => {
      hold('first');
      await refresh();
      program('aws', 'exit 255');
      await assert.rejects(refresh());
      assert.equal(secret('database-password'), 'first');
      assert.deepEqual(
        readdirSync(join(folder, 'run')).filter((name) => name.startsWith('.')),
        [],
      );
    });
  });

  it('copies built files of other releases, whole, and only what it lacks', async () => {
    const [from, to] = [join(folder, 'shared'), join(folder, 'edge')];
    mkdirSync(join(from, 'fonts'), { recursive: true });
    mkdirSync(to);
    writeFileSync(join(from, 'app.new.js'), 'new');
    writeFileSync(join(from, 'fonts/a.woff2'), 'font');
    writeFileSync(join(from, 'half.js.part'), 'ha');
    writeFileSync(join(to, 'app.old.js'), 'old');
    const sync = () =>
      execFileSync(join(machine, 'sync-assets'), { env: environment({ SHARED_ASSETS: from, EDGE_ASSETS: to }) });
    sync();
    sync();
    assert.deepEqual(readdirSync(to).sort(), ['app.new.js', 'app.old.js', 'fonts']);
    assert.equal(readFileSync(join(to, 'fonts/a.woff2'), 'utf8'), 'font');
    assert.ok(!existsSync(join(to, 'half.js.part')));
  });

  describe('drains', () => {
    let state = 'InService';
    const asked: string[] = [];
    const metadata = createServer((request, response) => {
      const { url = '', method = '', headers } = request;
      asked.push(`${method} ${url}`);
      if (method === 'PUT') return void response.end('token');
      if (headers['x-aws-ec2-metadata-token'] !== 'token') return void response.writeHead(401).end();
      response.end(url.endsWith('instance-id') ? 'i-0123' : state);
    });
    before(() => new Promise<void>((resolve) => metadata.listen(0, '127.0.0.1', resolve)));
    after(() => new Promise((resolve) => metadata.close(resolve)));

    it('when the group means to end it, and says so only afterwards', async () => {
      program('systemctl', 'sleep 0.3');
      program('aws', `cp ${folder}/systemctl.log ${folder}/before-aws`);
      const { port } = metadata.address() as AddressInfo;
      const child = spawn(join(machine, 'drain'), {
        env: environment({ METADATA: `http://127.0.0.1:${String(port)}`, EVERY_SECONDS: '0.1' }),
      });
      const exited = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.ok(!existsSync(join(folder, 'systemctl.log')), 'an instance in service goes on');
      state = 'Terminated';
      assert.equal(await exited, 0);
      assert.deepEqual(said('systemctl'), ['stop bookstore-web bookstore-worker', 'stop bookstore-nginx']);
      assert.match(said('aws')[0] ?? '', /complete-lifecycle-action .*CONTINUE .*drain .*books --instance-id i-0123/);
      assert.equal(readFileSync(join(folder, 'before-aws'), 'utf8').split('\n').length, 3);
    });
  });

  it('gets its files whole by cloud-init', () => {
    const init = parse(cloudInit([{ path: '/etc/bookstore/settings', content: 'A=1\nB=two words' }])) as {
      write_files: { path: string; encoding: string; content: string; permissions: string }[];
      runcmd: string[][];
    };
    const files = new Map(init.write_files.map((each) => [each.path, each]));
    for (const name of readdirSync(machine)) {
      const file = files.get(
        /\.(service|timer)$/.test(name) ? `/etc/systemd/system/${name}` : `/opt/bookstore/${name}`,
      );
      assert.equal(
        gunzipSync(Buffer.from(file?.content ?? '', 'base64')).toString(),
        readFileSync(join(machine, name), 'utf8'),
      );
      assert.equal(file?.permissions, name.includes('.') ? '0644' : '0755');
    }
    assert.equal(files.get('/etc/bookstore/settings')?.content, 'A=1\nB=two words\n');
    assert.deepEqual(init.runcmd, [['/opt/bookstore/setup']]);
  });

  it('is set up by scripts and units that name each other rightly', () => {
    const names = readdirSync(machine);
    const setup = readFileSync(join(machine, 'setup'), 'utf8');
    const enabled = /systemctl enable --now (bookstore.*)$/m.exec(setup)?.[1]?.split(' ') ?? [];
    assert.equal(enabled.length, 6);
    for (const unit of enabled) assert.ok(names.includes(unit.includes('.') ? unit : `${unit}.service`), unit);
    for (const name of names.filter((each) => each.endsWith('.service'))) {
      const script = /ExecStart=\/opt\/bookstore\/(\S+)/.exec(readFileSync(join(machine, name), 'utf8'))?.[1];
      if (script) assert.ok(names.includes(script), script);
    }
    for (const timer of names.filter((each) => each.endsWith('.timer')))
      assert.ok(names.includes(timer.replace('.timer', '.service')));
  });

  it('is told every setting that its scripts and units name', () => {
    const text = readdirSync(machine)
      .map((name) => readFileSync(join(machine, name), 'utf8'))
      .join('\n');
    const stack = readFileSync(new URL('stack.ts', import.meta.url), 'utf8');
    const own = new Set([
      'SETTINGS',
      'SECRETS_FOLDER',
      'SECRETS_OWNER',
      'SHARED_ASSETS',
      'EDGE_ASSETS',
      'METADATA',
      'EVERY_SECONDS',
    ]);
    for (const [, name = ''] of text.matchAll(/\$\{?([A-Z][A-Z_]+)\b/g))
      assert.ok(own.has(name) || new RegExp(`\\b${name}:`).test(stack), name);
  });
});
