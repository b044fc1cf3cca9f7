import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import { type Cable, openCable } from './cable.ts';
import { openServiceDatabases, type ServiceDatabases } from './databases.ts';
import { placementEnvironment, type ServiceName, serviceNames } from './layout.ts';

/** The shop as four processes on four databases, each called through a cable of its own. */
export interface ServiceFleet {
  /** Where readers find it. */
  readonly url: string;
  readonly databases: ServiceDatabases;
  readonly folder: string;
  readonly process: (service: ServiceName) => RunningShop;
  /** What others reach this service by. */
  readonly cable: (service: ServiceName) => Cable;
  /** kill -9. */
  kill(service: ServiceName): Promise<void>;
  start(service: ServiceName): Promise<void>;
  /** What a command of the operator is told to speak for the service. */
  environmentOf(service: ServiceName): Record<string, string>;
  stop(): Promise<void>;
}

export interface FleetOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Services that something else takes the part of. */
  readonly without?: readonly ServiceName[];
  /** Where the pages are, if not in the fleet. */
  readonly publicUrl?: string;
}

export async function startServices(options: FleetOptions = {}): Promise<ServiceFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-services-'));
  const databases = await openServiceDatabases();
  const ports = new Map<ServiceName, number>();
  const cables = new Map<ServiceName, Cable>();
  for (const service of serviceNames) {
    ports.set(service, await freePort());
    cables.set(service, await openCable(ports.get(service) ?? 0));
  }
  const webPort = await freePort();
  const url = options.publicUrl ?? `http://127.0.0.1:${String(webPort)}`;
  const environmentOf = (service: ServiceName): Record<string, string> => ({
    ...placementEnvironment(service, ports.get(service) ?? 0, (called) => urlOf(cables.get(called))),
    DATABASE_URL: databases.urlOf(service),
    MIGRATE: 'off',
    UPLOAD_FOLDER: join(folder, 'photos'),
    INDEX_FOLDER: join(folder, `${service}-index`),
    PUBLIC_URL: url,
    ...(service === 'web' ? { PORT: String(webPort) } : {}),
    ...options.environment,
  });
  const processes = new Map<ServiceName, RunningShop>();
  const start = async (service: ServiceName): Promise<void> => {
    processes.set(service, await startShop({ environment: environmentOf(service) }));
  };
  const running = serviceNames.filter((service) => options.without?.includes(service) !== true);
  const stop = async (): Promise<void> => {
    await Promise.all([...processes.values()].map((each) => each.stop()));
    await Promise.all([...cables.values()].map((each) => each.close()));
    await databases.release();
    rmSync(folder, { recursive: true, force: true });
  };
  const started = await Promise.allSettled(running.map(start));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    url,
    databases,
    folder,
    process: (service) => known(processes, service),
    cable: (service) => known(cables, service),
    start,
    environmentOf,
    kill: async (service) => {
      const victim = known(processes, service);
      processes.delete(service);
      victim.kill('SIGKILL');
      await victim.stop();
    },
    stop,
  };
}

const urlOf = (cable: Cable | undefined): string => `http://127.0.0.1:${String(cable?.port)}`;

function known<T>(all: ReadonlyMap<ServiceName, T>, service: ServiceName): T {
  const found = all.get(service);
  if (!found) throw new Error(`${service} does not run`);
  return found;
}
