/**
 * What a release hands to the NGINX in front of it, written from its own image: configuration, built files beside those of earlier
 * releases, and, where none has been issued yet, a certificate. Safe to repeat. `node publish-release.ts PROFILE`, settings by environment.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Profile, profiles, renderNginx } from './render.ts';
import { selfSigned } from './self-signed.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Errors: a variable that is missing, a profile that isn't one. */
export function publishRelease(profile: Profile, environment: Environment): void {
  const edge = environment['EDGE_FOLDER'] ?? '/srv/edge';
  mkdirSync(edge, { recursive: true });
  publishFiles(environment['ASSETS_FOLDER'] ?? 'var/assets', join(edge, 'assets'));
  if (profile === 'acme-vm') {
    mkdirSync(join(environment['ACME_FOLDER'] ?? '/srv/acme', 'www'), { recursive: true });
    holdACertificate(join(edge, 'tls'), needed(environment, 'DOMAIN'));
  }
  replaceFile(join(edge, 'nginx.conf'), configuration(profile, edge, environment));
}

function configuration(profile: Profile, edge: string, environment: Environment): string {
  const balancers = environment['TRUSTED_BALANCERS'];
  return renderNginx(profile, {
    names: needed(environment, 'DOMAIN').split(' '),
    instances: needed(environment, 'INSTANCES').split(' '),
    ...(balancers ? { trustedBalancers: balancers.split(' ') } : {}),
    assetsRoot: edge,
    photosRoot: environment['PHOTOS_ROOT'] ?? '/srv',
    tlsFolder: join(edge, 'tls/current'),
    acmeFolder: join(environment['ACME_FOLDER'] ?? '/srv/acme', 'www'),
    runFolder: environment['RUN_FOLDER'] ?? '/run/nginx',
    cacheFolder: environment['CACHE_FOLDER'] ?? '/var/cache/bookstore',
    ...(environment['HTTP_PORT'] ? { httpPort: Number(environment['HTTP_PORT']) } : {}),
    ...(environment['HTTPS_PORT'] ? { httpsPort: Number(environment['HTTPS_PORT']) } : {}),
    ...(environment['READS_PER_SECOND']
      ? { readsPerSecond: Number(environment['READS_PER_SECOND']), readsBurst: Number(environment['READS_PER_SECOND']) }
      : {}),
  });
}

/** Hashed names never change what they hold, so what is there stays; a file appears whole or not at all. */
export function publishFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) publishFiles(source, target);
    else if (!existsSync(target) && !/^manifest\.json$|\.tmp$/.test(entry.name)) {
      copyFileSync(source, `${target}.part`);
      renameSync(`${target}.part`, target);
    }
  }
}

function holdACertificate(tls: string, name: string): void {
  if (existsSync(join(tls, 'current/privkey.pem'))) return;
  mkdirSync(join(tls, 'self-signed'), { recursive: true });
  const { certificate, key } = selfSigned(name);
  writeFileSync(join(tls, 'self-signed/fullchain.pem'), certificate);
  writeFileSync(join(tls, 'self-signed/privkey.pem'), key, { mode: 0o600 });
  symlinkSync('self-signed', join(tls, 'current'));
}

function replaceFile(path: string, content: string): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}

function needed(environment: Environment, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

if (import.meta.main) {
  const profile = profiles.find((each) => each === process.argv[2]);
  if (!profile) {
    console.error(`usage: publish-release.ts ${profiles.join('|')}`);
    process.exitCode = 2;
  } else publishRelease(profile, process.env);
}
