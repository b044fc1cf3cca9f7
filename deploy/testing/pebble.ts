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
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=pebble',
    '-addext',
    `subjectAltName=IP:${host.address}`,
    '-keyout',
    at('key.pem'),
    '-out',
    at('certificate.pem'),
  );
  const pebble = {
    listenAddress: `${host.address}:14000`,
    managementListenAddress: `${host.address}:15000`,
    certificate: at('certificate.pem'),
    privateKey: at('key.pem'),
    httpPort: 80,
    tlsPort: 443,
    ocspResponderURL: '',
    externalAccountBindingRequired: false,
    certificateValidityPeriod: validitySeconds,
  };
  writeFileSync(at('pebble.json'), JSON.stringify({ pebble }));
  const dns = [
    '-management',
    `${host.address}:8055`,
    '-dns01',
    `${host.address}:8053`,
    '-http01',
    '',
    '-https01',
    '',
    '-tlsalpn01',
    '',
    '-defaultIPv6',
    '',
    '-defaultIPv4',
    address,
  ];
  host.spawn(['pebble-challtestsrv', ...dns], { stdio: 'ignore' });
  const env = { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' };
  host.spawn(['pebble', '-config', at('pebble.json'), '-dnsserver', `${host.address}:8053`], { stdio: 'ignore', env });
  const directory = `https://${host.address}:14000/dir`;
  await answers(directory);
  return {
    directory,
    trust: at('certificate.pem'),
    root: async () => (await ask(`https://${host.address}:15000/roots/0`)).body,
  };
}

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
