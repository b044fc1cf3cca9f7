/** Builds the files that pages link to, then migrates an empty database and starts the shop on it, so that the image holds compiled what they load. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'warm-'));
const port = '3999';

const { buildAssets } = await import('../../src/web/assets/build.ts');
await buildAssets();

const env = {
  ...process.env,
  NODE_COMPILE_CACHE: '/app/var/cache/compile',
  NODE_ENV: 'production',
  SECRET_KEY: 'only-for-warming-up-this-image-0123456789',
  DATABASE_URL: `sqlite:${join(folder, 'shop.db')}`,
  UPLOAD_FOLDER: join(folder, 'photos'),
  HOST: '127.0.0.1',
  PORT: port,
  METRICS_PORT: '3998',
  LOG_LEVEL: 'warn',
  SHUTDOWN_DRAIN_MS: '0',
};
execFileSync(process.execPath, ['src/cli/main.ts', 'migrate'], { env });
// They say how they are used, and with that they are loaded; `mysql2` comes with the first.
for (const script of ['1-single-vm/empty-database.ts', 'nginx/publish-release.ts', 'image/healthy.ts'])
  spawnSync(process.execPath, [`deploy/${script}`], { env, stdio: 'ignore' });
const shop = spawn(process.execPath, ['src/main.ts'], { stdio: 'inherit', env });
const exited = new Promise<number | null>((resolve) => shop.once('exit', resolve));

const deadline = Date.now() + patienceMs;
while (!(await answers()) && shop.exitCode === null && Date.now() < deadline) await sleep(250);
if (!(await answers())) throw new Error('the shop does not start in the image');
await fetch(`http://127.0.0.1:${port}/`);
shop.kill('SIGTERM');
process.exitCode = (await exited) ?? 1;

async function answers(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}
