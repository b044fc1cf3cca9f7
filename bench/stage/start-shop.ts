import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import type { Core } from './pinned.ts';
import { type RunningProcess, startProcess } from './start-process.ts';

const root = join(import.meta.dirname, '../..');

export interface MeasuredShop extends RunningProcess {
  readonly url: string;
  readonly metricsUrl: string;
  /** From the start of its process until it says that it is ready. */
  readonly readyMs: number;
}

/** Everything by default, as in production, but for the limits that a load runs into. */
export function shopEnvironment(databaseUrl: string, folder: string, port: number, metricsPort = 0): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    MIGRATE: 'on',
    HOST: '127.0.0.1',
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TRUSTED_PROXIES: '127.0.0.0/8',
    UPLOAD_FOLDER: join(folder, 'uploads'),
    INDEX_FOLDER: join(folder, 'index'),
    SECRET_KEY: 'a-key-for-the-bench-of-at-least-32-characters',
    RATE_LIMITS: 'off',
    SHUTDOWN_DRAIN_MS: '0',
    NODE_COMPILE_CACHE: join(root, 'var/cache/compile'),
  };
}

/** A shop in a process of its own, as `npm start` runs it. */
export async function startShop(databaseUrl: string, folder: string, core: Core = 'measured'): Promise<MeasuredShop> {
  mkdirSync(folder, { recursive: true });
  const [port, metricsPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const running = await startProcess([process.execPath, join(root, 'src/main.ts')], {
    core,
    folder,
    environment: shopEnvironment(databaseUrl, folder, port, metricsPort),
    readyUrl: `${url}/readyz`,
    logFile: join(folder, 'shop.log'),
  });
  return { ...running, url, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
}
