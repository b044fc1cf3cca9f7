import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { registerApi } from './api/server.ts';
import { allPending, closeShop, compose, migrateAll, type Shop } from './compose.ts';
import { fillEmptyShop } from './demo.ts';
import type { Config } from './platform/config/index.ts';
import { isUnreachable, isUnreachableNow } from './platform/db/index.ts';
import { type Health, watchHealth } from './platform/http/health.ts';
import { createServer } from './platform/http/server.ts';
import { registerFiles } from './platform/http/static-files.ts';
import type { Logger } from './platform/log.ts';
import type { Worker } from './platform/queue/worker.ts';
import { traceRequests } from './platform/remote/index.ts';
import { serveMetrics } from './platform/telemetry/metrics.ts';
import { serveModules } from './services.ts';
import { buildAssets } from './web/assets/build.ts';
import { registerPages } from './web/server.ts';
import { startWork } from './worker.ts';

export interface RunningProcess {
  shop: Shop;
  server: FastifyInstance | undefined;
  url: string;
  /** Answers "not ready", goes on answering for the drain, finishes what is under way. */
  stop(): Promise<void>;
}

const databasePatienceMs = 60_000;
const longestWaitMs = 5_000;
const probeMs = 1_000;
const finishMs = 20_000;
/** Connections that wait to be accepted. The kernel drops more, and who is dropped tries again after a second, then three. */
const mostUnheard = 4_096;

/** Starts the roles that the configuration asks for. It listens early, so that `/livez` and `/readyz` answer while the rest comes up. */
export async function start(config: Config, log: Logger): Promise<RunningProcess> {
  let url = config.publicUrl;
  const shop = compose(config, log, () => url);
  // Who shows pages or serves the catalogue to others searches.
  const searched = config.roles.has('web') || config.servicePort !== undefined ? shop.modules.catalogue : undefined;
  searched?.prepare();
  const state = { schema: false, index: !searched, filled: !config.demo };
  const health = healthOf(shop, state);
  const server = config.roles.has('web') ? await listeningServer(shop, health) : undefined;
  const doorServer = await serveModules(shop, health, () => state.schema);
  if (server) url = addressOf(server);
  const metricsServer = await serveMetrics(shop.metrics, {
    port: config.metricsPort,
    host: config.host,
    development: config.development,
    log,
  });
  const patience = databasePatience(shop.log);
  await patience(() => prepareSchema(shop));
  state.schema = true;
  const worker = config.roles.has('worker') ? startWork(shop) : undefined;
  if (searched) await patience(() => searched.start());
  state.index = true;
  if (config.demo && shop.local.has('accounts')) await fillEmptyShop(shop);
  state.filled = true;
  return {
    shop,
    server,
    url,
    stop: () => stop(shop, health, [server, doorServer], worker).finally(() => metricsServer?.close()),
  };
}

function healthOf(shop: Shop, state: Record<'schema' | 'index' | 'filled', boolean>): Health {
  return watchHealth({
    unready: () => [
      ...(state.schema ? [] : ['schema']),
      ...(state.index ? [] : ['search index']),
      ...(state.filled ? [] : ['demonstration']),
    ],
    reachable: {
      database: async () => !(await isUnreachableNow(shop.db, probeMs)),
      // Where the catalogue runs elsewhere, it alone writes photos.
      ...(shop.local.has('catalogue') ? { photos: async () => (await shop.photos.check()) === 'ok' } : {}),
      ...Object.fromEntries(shop.lines.map((line) => [line.service, () => line.isReachable(probeMs)])),
    },
  });
}

async function listeningServer(shop: Shop, health: Health): Promise<FastifyInstance> {
  const { config, log } = shop;
  const server = await createServer(config, log, health, () => {
    shop.metrics.count('requests_shed');
  });
  const assets = await buildAssets(resolve('var/assets'));
  if (shop.lines.length > 0 || shop.spans) traceRequests(server, shop.spans);
  shop.metrics.measure(server);
  await registerFiles(server, { assets: assets.folder }, shop.photos);
  await registerApi(server, shop);
  await registerPages(server, { shop, asset: (name) => assets.url(name) });
  await server.listen({ port: config.port, host: config.host, backlog: mostUnheard });
  return server;
}

/** Where this process itself reaches its server. */
function addressOf(server: FastifyInstance): string {
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://127.0.0.1:${String(port)}`;
}

/** Repeats steps of the start, each of which may be repeated, while the database is late or goes away again. */
function databasePatience(log: Logger): (step: () => Promise<void>) => Promise<void> {
  const deadline = Date.now() + databasePatienceMs;
  return async (step) => {
    for (let wait = 250; ; wait = Math.min(wait * 2, longestWaitMs)) {
      try {
        await step();
        return;
      } catch (error) {
        if (!isUnreachable(error) || Date.now() > deadline) throw error;
        log.warn({ reason: (error as { code?: string }).code }, 'waiting for the database');
      }
      await sleep(wait);
    }
  };
}

/** Migrates, or waits for the schema that this version needs. */
async function prepareSchema(shop: Shop): Promise<void> {
  for (let wait = 250; !(await schemaIsCurrent(shop)); wait = Math.min(wait * 2, longestWaitMs)) {
    shop.log.warn('waiting for the schema: run bin/bookstore migrate');
    await sleep(wait);
  }
}

async function schemaIsCurrent({ config, db, local }: Shop): Promise<boolean> {
  if ((await allPending(db, local)).length === 0) return true;
  if (!config.migrate) return false;
  await migrateAll(db, local);
  return true;
}

async function stop(
  shop: Shop,
  health: Health,
  servers: readonly (FastifyInstance | undefined)[],
  worker: Worker | undefined,
): Promise<void> {
  health.drain();
  if (shop.config.shutdownDrainMs > 0) await sleep(shop.config.shutdownDrainMs);
  const finished = Promise.all([...servers.map((server) => server?.close()), worker?.stop()]);
  await Promise.race([finished, sleep(finishMs, undefined, { ref: false })]);
  health.stop();
  await closeShop(shop);
}
