import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.ts';
import type { Host } from './lab.ts';

export interface Authority {
  directory: string;
  /** What a client of the authority must trust to talk to it. */
  trust: string;
  /** What a reader must trust to believe its certificates; made anew at each start. */
  root(): Promise<string>;
}

/** A real ACME server on a machine of its own, for which every name leads to `address`. */
export async function startAuthority(
  host: Host,
  folder: string,
  address: string,
  validitySeconds: number,
): Promise<Authority> {
  mkdirSync(folder, { recursive: true });
  const trust = makeCertificate(host.address, folder);
  startNames(host, address);
  const file = join(folder, 'pebble.json');
  writeFileSync(file, JSON.stringify({ pebble: settings(host.address, folder, validitySeconds) }));
  const env = { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' };
  host.spawn(['pebble', '-config', file, '-dnsserver', `${host.address}:8053`], { stdio: 'ignore', env });
  const directory = `https://${host.address}:14000/dir`;
  await answers(directory);
  return { directory, trust, root: async () => (await ask(`https://${host.address}:15000/roots/0`)).body };
}

function makeCertificate(address: string, folder: string): string {
  const certificate = join(folder, 'certificate.pem');
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=pebble'.split(' ');
  const files = ['-keyout', join(folder, 'key.pem'), '-out', certificate];
  execFileSync('openssl', [...request, '-addext', `subjectAltName=IP:${address}`, ...files], { stdio: 'ignore' });
  return certificate;
}

/** Pebble's own server of names: each leads to the shop. */
function startNames(host: Host, address: string): void {
  const own = ['-management', `${host.address}:8055`, '-dns01', `${host.address}:8053`];
  const unused = ['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv6', ''];
  host.spawn(['pebble-challtestsrv', ...own, ...unused, '-defaultIPv4', address], { stdio: 'ignore' });
}

const settings = (address: string, folder: string, validitySeconds: number) => ({
  listenAddress: `${address}:14000`,
  managementListenAddress: `${address}:15000`,
  certificate: join(folder, 'certificate.pem'),
  privateKey: join(folder, 'key.pem'),
  httpPort: 80,
  tlsPort: 443,
  ocspResponderURL: '',
  externalAccountBindingRequired: false,
  certificateValidityPeriod: validitySeconds,
});

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const status = await ask(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(100);
  }
  throw new Error(`${url} does not answer`);
}
