import { readFileSync } from 'node:fs';

export const profiles = ['acme-vm', 'behind-balancer', 'in-cluster'] as const;
/** `acme-vm`: NGINX is the edge and holds the certificate · the others: a balancer in front of it does. */
export type Profile = (typeof profiles)[number];

export interface NginxSettings {
  /** Names the shop answers to; every other is refused. */
  names: string[];
  /** `address:port` of each web process. The same address twice stands for a service that chooses by itself. */
  instances: string[];
  /** `false`: an address that fails isn't set aside, because it stands for many. */
  setAsideFailing?: boolean;
  /** How long an instance that failed twice isn't asked. */
  setAsideSeconds?: number;
  /** CIDRs of the balancers that are believed; only for the profiles behind one. */
  trustedBalancers?: string[];
  /** Folder that holds the built files below `assets/`. */
  assetsRoot: string;
  /** Folder that holds the photos below `photos/`; only for `acme-vm`. */
  photosRoot?: string;
  tlsFolder?: string;
  acmeFolder?: string;
  runFolder: string;
  cacheFolder: string;
  httpPort?: number;
  httpsPort?: number;
  healthPort?: number;
  uploadMegabytes?: number;
  photoCacheMegabytes?: number;
  readsPerSecond?: number;
  readsBurst?: number;
  writesPerSecond?: number;
  writesBurst?: number;
  /** How long a page may take before another instance is asked. */
  readTimeoutSeconds?: number;
  writeTimeoutSeconds?: number;
  accessLog?: string;
  errorLog?: string;
  mimeTypes?: string;
}

export const defaults = {
  photosRoot: '/srv',
  tlsFolder: '/srv/edge/tls/current',
  acmeFolder: '/srv/acme',
  httpPort: 8080,
  httpsPort: 8443,
  healthPort: 8081,
  setAsideFailing: true,
  setAsideSeconds: 5,
  uploadMegabytes: 16,
  photoCacheMegabytes: 1024,
  readsPerSecond: 50,
  readsBurst: 200,
  writesPerSecond: 10,
  writesBurst: 40,
  readTimeoutSeconds: 5,
  writeTimeoutSeconds: 40,
  accessLog: '/dev/stdout',
  errorLog: 'stderr',
  mimeTypes: '/etc/nginx/mime.types',
};

/** A whole `nginx.conf`. Errors: a setting that the profile needs and lacks, a value NGINX would read as syntax. */
export function renderNginx(profile: Profile, settings: NginxSettings): string {
  const chosen = { ...defaults, ...settings };
  if (profile !== 'acme-vm' && !chosen.trustedBalancers?.length) throw new Error(`${profile} needs trustedBalancers`);
  if (chosen.names.length === 0) throw new Error('NGINX needs the name of the shop');
  if (chosen.instances.length === 0) throw new Error('NGINX needs an instance of the application');
  const values: Record<string, string> = {
    ...Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, String(value)])),
    names: chosen.names.join(' '),
    instances: instanceLines(chosen),
    trustedBalancers: lines(chosen.trustedBalancers ?? [], (each) => `set_real_ip_from ${each};`, 2),
  };
  return fillIn(linesOf(profile), values);
}

/** An instance that fails twice is set aside for a while; where all are, they are asked all the same, by the second list. */
function instanceLines({
  instances,
  setAsideFailing,
  setAsideSeconds,
}: {
  instances: string[];
  setAsideFailing: boolean;
  setAsideSeconds: number;
}): string {
  if (!setAsideFailing) return lines(instances, (each) => `server ${each} max_fails=0;`);
  const first = lines(instances, (each) => `server ${each} max_fails=2 fail_timeout=${String(setAsideSeconds)}s;`);
  return instances.length === 1
    ? first
    : `${first}\n${lines(instances, (each) => `server ${each} max_fails=0 backup;`)}`;
}

const lines = (items: string[], line: (item: string) => string, indent = 4): string =>
  items.map((each) => ' '.repeat(indent) + line(word(each))).join('\n');

function word(value: string): string {
  if (!/^[\w.:/*[\]-]+$/.test(value)) throw new Error(`${JSON.stringify(value)} can't stand in an NGINX configuration`);
  return value;
}

/** The template's lines that belong to a profile: `#@ a b` begins a part of the profiles a and b, `#@ end` ends it. */
function linesOf(profile: Profile): string {
  const template = readFileSync(new URL('./nginx.conf.template', import.meta.url), 'utf8');
  let belongs = true;
  return template
    .split('\n')
    .filter((line) => {
      const mark = /^#@ (.+)$/.exec(line)?.[1];
      if (mark) belongs = mark === 'end' || mark.split(' ').includes(profile);
      return belongs && !mark;
    })
    .join('\n');
}

function fillIn(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the template names ${name}, which no setting gives`);
    if (name !== 'instances' && name !== 'trustedBalancers') value.split(' ').forEach(word);
    return value;
  });
}
