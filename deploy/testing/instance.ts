import { type ChildProcess } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { paymentSecrets, stageEnvironment, withoutSecrets } from '../environment/stage-environment.ts';
import type { Stage } from '../environment.ts';
import { ask } from './ask.ts';
import { ended, type Host } from './lab.ts';

const root = join(import.meta.dirname, '../..');
const readySeconds = 90;

export interface InstanceSettings {
  stage: Stage;
  roles: string;
  port: number;
  /** Holds what the image and the volumes hold: built files, secrets, photos. */
  place: Place;
  publicUrl: string;
  environment?: Record<string, string>;
}

export interface Instance {
  readonly child: ChildProcess;
  readonly address: string;
  /** The application's own process, not what started it. */
  pid(): number;
  log(): string;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
}

/** Folders of a lab in the place of the containers' ones. */
export class Place {
  readonly folder: string;
  readonly photos: string;

  constructor(folder: string, photos = join(folder, 'photos')) {
    this.folder = folder;
    this.photos = photos;
    for (const each of [this.secrets, this.photos, this.application]) mkdirSync(each, { recursive: true });
    writeFileSync(join(this.secrets, 'database-password'), 'a-password-of-the-lab');
    writeFileSync(join(this.secrets, 'secret-key'), 'a-key-of-the-lab-that-is-long-enough-for-it');
  }

  get secrets(): string {
    return join(this.folder, 'secrets');
  }

  /** Stands for the image's folder: `var/assets` is there. */
  get application(): string {
    return join(this.folder, 'application');
  }

  /** The stage's environment with its folders here, for a shop without a mail server or a real gateway. */
  environment({ stage, roles, publicUrl, port, environment = {} }: InstanceSettings): Record<string, string> {
    const deployment: Record<string, string> = { ROLES: roles, PUBLIC_URL: publicUrl };
    if (stage === 'autoscaling') deployment['DATABASE_HOST'] = 'database';
    const set = {
      ...withoutSecrets(stageEnvironment(stage, { deployment }), ['smtp-url', ...paymentSecrets]),
      DATABASE_USER: 'shop',
      PORT: String(port),
      METRICS_PORT: '0',
      LOG_LEVEL: 'warn',
      ...environment,
    };
    const here = (value: string) =>
      value
        .replace('/run/bookstore', this.secrets)
        .replace('/srv/photos', this.photos)
        .replace('/var/lib/bookstore', join(this.folder, `index-${String(port)}`));
    return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, here(value)]));
  }
}

/** A process of the real application on a machine of a lab, with the stage's own environment; ready when this answers. */
export async function startInstance(host: Host, settings: InstanceSettings): Promise<Instance> {
  const environment = settings.place.environment(settings);
  const env = {
    PATH: process.env['PATH'],
    HOME: settings.place.folder,
    NODE_COMPILE_CACHE: join(root, 'var/cache/compile'),
    ...environment,
  };
  const child = host.spawn([process.execPath, join(root, 'src/main.ts')], { cwd: settings.place.application, env });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const address = `${host.address}:${String(settings.port)}`;
  if (settings.roles.includes('web')) await ready(address, child, () => log);
  return {
    child,
    address,
    log: () => log,
    pid: () => child.pid ?? 0,
    stop: async () => {
      await ended(child);
      return child.exitCode;
    },
  };
}

async function ready(address: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + readySeconds * 1000;
  while (Date.now() < deadline && child.exitCode === null) {
    const status = await ask(`http://${address}/readyz`, { timeout: 2000 }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(100);
  }
  throw new Error(`the application does not become ready: ${log().slice(-2000)}`);
}

/** Links a folder of built files to where an application finds its own. */
export function linkAssets(place: Place, assets: string): void {
  mkdirSync(join(place.application, 'var'), { recursive: true });
  symlinkSync(assets, join(place.application, 'var/assets'));
}
