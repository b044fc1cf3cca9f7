import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type PeerCertificate } from 'node:tls';
import { publishRelease } from '../nginx/publish-release.ts';
import type { Place } from './instance.ts';
import type { Host } from './lab.ts';
import type { Authority } from './pebble.ts';

const scripts = join(import.meta.dirname, '../1-single-vm');

interface EdgeSettings {
  folder: string;
  place: Place;
  name: string;
  assets: string;
  instances: string[];
}

/** Stage 1's NGINX and certbot on the application's machine, configured and driven by the stage's own files. */
export class Edge {
  private readonly host: Host;
  private readonly settings: EdgeSettings;
  private readonly edge: string;
  private readonly acme: string;

  constructor(host: Host, settings: EdgeSettings) {
    this.host = host;
    this.settings = settings;
    this.edge = join(settings.folder, 'edge');
    this.acme = join(settings.folder, 'acme');
  }

  /** What the release's one-off does, then NGINX. */
  async start(): Promise<void> {
    const { folder, name, assets, instances } = this.settings;
    const at = (each: string) => join(folder, each);
    execFileSync('mkdir', ['-p', at('run'), at('cache')]);
    publishRelease('acme-vm', {
      EDGE_FOLDER: this.edge,
      ACME_FOLDER: this.acme,
      ASSETS_FOLDER: assets,
      PHOTOS_ROOT: folder,
      RUN_FOLDER: at('run'),
      CACHE_FOLDER: at('cache'),
      DOMAIN: name,
      INSTANCES: instances.join(' '),
      HTTP_PORT: '80',
      HTTPS_PORT: '443',
      READS_PER_SECOND: '5000',
    });
    this.host.spawn(['nginx', '-c', join(this.edge, 'nginx.conf'), '-g', 'user root; daemon off;'], {
      stdio: 'ignore',
    });
    while (!this.pid()) await sleep(50);
  }

  /** One round of stage 1's certbot. Errors: it failed, with what it said. */
  async keepCertificate(authority: Authority): Promise<void> {
    await this.host.runLater([join(scripts, 'certbot/keep-certificate'), 'once'], {
      DOMAIN: this.settings.name,
      ACME_EMAIL: 'ops@bookstore.test',
      ACME_SERVER: authority.directory,
      ACME_FOLDER: this.acme,
      EDGE_FOLDER: this.edge,
      NGINX_PID: String(this.pid()),
      REQUESTS_CA_BUNDLE: authority.trust,
    });
  }

  /** How long before its end the certificate counts as due. */
  dueBefore(time: string): void {
    const file = join(this.acme, 'letsencrypt/renewal', `${this.settings.name}.conf`);
    writeFileSync(
      file,
      `renew_before_expiry = ${time}\n${readFileSync(file, 'utf8').replace(/^#? ?renew_before_expiry.*\n/m, '')}`,
    );
  }

  certificate(address: string, servername: string): Promise<PeerCertificate> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: address, port: 443, servername, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate());
        socket.destroy();
      });
      socket.on('error', reject);
    });
  }

  async serial(address: string, servername: string): Promise<string> {
    return (await this.certificate(address, servername)).serialNumber;
  }

  anAsset(): string {
    const name = readdirSync(join(this.edge, 'assets')).find((each) => each.endsWith('.css'));
    if (!name) throw new Error('no built files were published');
    return name;
  }

  /** The same certificate served as nobody should: the control of the judge. Answers its port. */
  async startBad(): Promise<number> {
    const port = 4443;
    const tls = join(this.edge, 'tls/current');
    const file = join(this.settings.folder, 'bad.conf');
    writeFileSync(
      file,
      `user root; pid ${this.settings.folder}/bad.pid; error_log /dev/null; events {} http { access_log off; server { listen ${String(port)} ssl;
      ssl_certificate ${tls}/fullchain.pem; ssl_certificate_key ${tls}/privkey.pem;
      ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers "ALL:@SECLEVEL=0"; } }`,
    );
    this.host.spawn(['nginx', '-c', file, '-g', 'daemon off;'], { stdio: 'ignore' });
    await sleep(500);
    return port;
  }

  migrate(): void {
    const { place, name } = this.settings;
    const environment = place.environment({
      stage: 'single-vm',
      roles: 'worker',
      port: 3000,
      place,
      publicUrl: `https://${name}`,
    });
    this.host.run([process.execPath, join(import.meta.dirname, '../../src/cli/main.ts'), 'migrate'], {
      ...environment,
      DATABASE_USER: 'migrator',
    });
  }

  private pid(): number {
    try {
      return Number(readFileSync(join(this.settings.folder, 'run/nginx.pid'), 'utf8'));
    } catch {
      return 0;
    }
  }
}
