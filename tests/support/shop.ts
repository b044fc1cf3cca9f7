import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');
const READY_SECONDS = 60;
const STOP_SECONDS = 30;

export interface ShopOptions {
  /** Default: an SQLite file in the shop's own folder. */
  readonly databaseUrl?: string;
  /** More environment, or other values than the defaults below. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Styles and scripts that are built already, for many starts of the same code; without it each shop builds its own. */
  readonly assetsFolder?: string;
  /** To come back where it was; default: a free one. */
  readonly port?: number;
  /** What is run instead of the project's own `src/main.ts`. */
  readonly program?: string;
}

/** A shop in a process of its own, as `npm start` runs it, on a free port and with a folder of its own. */
export interface RunningShop {
  readonly url: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly pid: number;
  /** Holds its database, photos and mails. */
  readonly folder: string;
  /** What it has written to standard output and error so far. */
  log(): string;
  /** Resolves with the exit code (or the signal) once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** SIGTERM, waits for its end, removes its folder. Returns the exit code. */
  stop(): Promise<number | NodeJS.Signals>;
  kill(signal?: NodeJS.Signals): void;
}

/** Starts a shop and returns once /readyz says 200 (a worker alone: once it serves its metrics). Errors: it ended, or is not ready in time; with its log. */
export async function startShop(options: ShopOptions = {}): Promise<RunningShop> {
  const folder = await mkdtemp(join(tmpdir(), 'bookstore-shop-'));
  if (options.assetsFolder !== undefined) await borrowAssets(folder, options.assetsFolder);
  const [port, metricsPort] = [options.port ?? (await freePort()), await freePort()];
  const child = spawn(process.execPath, [options.program ?? join(root, 'src/main.ts')], {
    cwd: folder,
    env: { ...cleanEnvironment(), ...defaults(folder, port, metricsPort, options), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const shop = describeShop(child, { folder, port: Number(options.environment?.PORT ?? port), metricsPort });
  await waitUntilReady(shop, child, askedOf(shop, options.environment ?? {}));
  return shop;
}

/** A worker that serves its modules to other services says there whether it is ready. */
function askedOf(
  { url, metricsPort }: Pick<RunningShop, 'url' | 'metricsPort'>,
  { ROLES: roles, SERVICE_PORT: servicePort }: NonNullable<ShopOptions['environment']>,
): string {
  if (roles !== 'worker') return `${url}/readyz`;
  return servicePort === undefined
    ? `http://127.0.0.1:${String(metricsPort)}/metrics`
    : `http://127.0.0.1:${servicePort}/readyz`;
}

async function borrowAssets(folder: string, assetsFolder: string): Promise<void> {
  await mkdir(join(folder, 'var'));
  await symlink(assetsFolder, join(folder, 'var/assets'));
}

function defaults(folder: string, port: number, metricsPort: number, options: ShopOptions): Record<string, string> {
  return {
    NODE_ENV: 'development',
    DATABASE_URL: options.databaseUrl ?? `sqlite:${join(folder, 'shop.db')}`,
    UPLOAD_FOLDER: join(folder, 'uploads'),
    INDEX_FOLDER: join(folder, 'index'),
    NODE_COMPILE_CACHE: join(root, 'var/cache/compile'),
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    PUBLIC_URL: `http://127.0.0.1:${String(port)}`,
    SECRET_KEY: 'a-key-for-tests-of-at-least-32-characters',
    SHOP_DEMO: 'off',
    RATE_LIMITS: 'off',
    SHUTDOWN_DRAIN_MS: '0',
  };
}

/** The shop's own variables of the calling shell would change what is tested. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_|SHOP_|SMTP_|MAIL_|OTEL_|NODE_TEST|NODE_OPTIONS)|_URL$|_FILE$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function describeShop(child: ChildProcess, place: { folder: string; port: number; metricsPort: number }): RunningShop {
  let log = '';
  const keep = (chunk: Buffer) => {
    log += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 1);
    });
  });
  return {
    ...place,
    url: `http://127.0.0.1:${String(place.port)}`,
    pid: child.pid ?? 0,
    ended,
    log: () => log,
    kill: (signal = 'SIGKILL') => child.kill(signal),
    stop: () => stopShop(child, ended, place.folder),
  };
}

async function stopShop(child: ChildProcess, ended: Promise<number | NodeJS.Signals>, folder: string) {
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  const code = await ended;
  clearTimeout(insist);
  await rm(folder, { recursive: true, force: true });
  return code;
}

async function waitUntilReady(shop: RunningShop, child: ChildProcess, askedUrl: string): Promise<void> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(askedUrl).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the shop is not ready:\n${shop.log().slice(-3000)}`);
}
