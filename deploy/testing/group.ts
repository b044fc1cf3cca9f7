import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import type { NginxSettings } from '../nginx/render.ts';
import type { Customer } from './customer.ts';
import { type Instance, type Place, startInstance } from './instance.ts';
import type { Host, Lab } from './lab.ts';
import { type RunningNginx, startNginx } from './start-nginx.ts';

interface GroupSettings {
  folder: string;
  place: Place;
  name: string;
  databaseAddress: string;
}

export interface Bought {
  /** Idempotency keys that got a purchase in the end. */
  keys: number;
  purchases: number;
  /** Keys that got a refusal, with what it said. */
  refused: string[];
  /** Keys that got two. */
  doubled: string[];
  lastFailureAt: number;
}

const port = 3000;
const firstHost = 21;

/** Stage 2 in a lab: instances on machines of their own, one database, one folder of photos, NGINX in the balancer's place. */
export class Group {
  private readonly lab: Lab;
  private readonly settings: GroupSettings;
  private readonly members: { host: Host; instance: Instance }[] = [];
  private readonly machine: Host;
  private balancer: RunningNginx | undefined;
  private next = firstHost;

  constructor(lab: Lab, settings: GroupSettings) {
    this.lab = lab;
    this.settings = settings;
    this.machine = lab.host(11);
    this.knowAll(this.machine);
  }

  get url(): string {
    return `http://${this.machine.address}`;
  }

  get addresses(): string[] {
    return this.members.map(({ instance }) => instance.address);
  }

  /** The release task's own file: migrates as the administrator, publishes built files. */
  async release(): Promise<void> {
    const environment = this.settings.place.environment({ ...this.instanceSettings(), roles: 'worker' });
    const shared = {
      DATABASE_USER: 'migrator',
      SHARED_ASSETS: join(this.settings.folder, 'shared-assets'),
      ASSETS_FOLDER: join(this.settings.folder, 'assets'),
    };
    const authority = readFileSync(join(this.settings.place.secrets, 'database-ca.pem'), 'utf8');
    const url = `data:text/plain,${encodeURIComponent(authority)}`;
    const release = join(import.meta.dirname, '../2-autoscaling/release.ts');
    const copy = join(this.settings.folder, 'fetched-ca.pem');
    await this.machine.runLater([process.execPath, release], {
      ...environment,
      ...shared,
      DATABASE_CA_URL: url,
      DATABASE_SSL_CA: copy,
    });
  }

  async start(count: number): Promise<void> {
    const hosts = Array.from({ length: count }, () => this.newHost());
    this.members.push(
      ...(await Promise.all(hosts.map(async (host) => ({ host, instance: await this.startOn(host) })))),
    );
    this.balancer = await startNginx('behind-balancer', this.balancerSettings(), { within: this.machine.within });
  }

  async stop(): Promise<void> {
    await this.balancer?.stop();
  }

  async add(): Promise<void> {
    const host = this.newHost();
    this.members.push({ host, instance: await this.startOn(host) });
    await this.balance();
  }

  /** As the group does: the balancer sends nothing new, then the instance drains and ends. */
  async remove(index: number): Promise<void> {
    const [member] = this.members.splice(index, 1);
    await this.balance();
    const code = await member?.instance.stop();
    if (code !== 0) throw new Error(`the instance ended with ${String(code)}`);
  }

  /** A new one first, then the old one goes. */
  async replace(index: number): Promise<void> {
    await this.add();
    await this.remove(index);
  }

  kill(index: number, signal: NodeJS.Signals): void {
    process.kill(this.member(index).instance.pid(), signal);
  }

  wake(index: number): void {
    this.kill(index, 'SIGCONT');
  }

  async restart(index: number): Promise<void> {
    const { host } = this.member(index);
    this.members[index] = { host, instance: await this.startOn(host) };
  }

  cut(index: number): void {
    this.member(index).host.cut();
  }

  mend(index: number): void {
    this.member(index).host.mend();
  }

  /** A statement as the application's own user. */
  async sql(statement: string): Promise<void> {
    const ca = readFileSync(join(this.settings.place.secrets, 'database-ca.pem'), 'utf8');
    const { databaseAddress: host } = this.settings;
    const ssl = { ca, checkServerIdentity: () => undefined };
    const connection = await mysql.createConnection({ host, user: 'shop', password: 'a-password-of-the-lab', ssl });
    await connection.query(statement).finally(() => connection.end());
  }

  /** Guests who buy copies of a listing, one after another; whoever gets no answer, or an error of ours, tries again with the same key. */
  buyers(customer: Customer, listing: string, count: number): { stop(): Promise<Bought> } {
    const guest = customer.guest();
    const seen = new Map<string, Set<string>>();
    let going = true;
    let lastFailureAt = 0;
    const buyer = async (number: number): Promise<void> => {
      for (let turn = 0; going; turn++) {
        const key = `${listing}-${String(number)}-${String(turn)}`;
        for (let tries = 0; tries < 30; tries++) {
          const answer = await guest.buy(listing, key).catch(() => undefined);
          if (answer && answer.status < 500 && answer.status !== 429) {
            const ids = seen.get(key) ?? new Set<string>();
            seen.set(
              key,
              ids.add(String(answer.json['id'] ?? `refused ${String(answer.status)} ${answer.body.slice(0, 200)}`)),
            );
            // Again, as an impatient person's browser does: it must answer the same purchase.
            if (tries > 0 || turn % 5 !== 0) break;
          } else lastFailureAt = Date.now();
        }
      }
    };
    const all = Promise.all(Array.from({ length: count }, (_, number) => buyer(number)));
    return {
      stop: async () => {
        going = false;
        await all;
        const answers = [...new Set([...seen.values()].flatMap((ids) => [...ids]))];
        return {
          keys: seen.size,
          purchases: answers.filter((each) => !each.startsWith('refused')).length,
          refused: answers.filter((each) => each.startsWith('refused')),
          doubled: [...seen].filter(([, ids]) => ids.size > 1).map(([key, ids]) => `${key}: ${[...ids].join(' ')}`),
          lastFailureAt,
        };
      },
    };
  }

  private member(index: number): { host: Host; instance: Instance } {
    const member = this.members[index];
    if (!member) throw new Error(`no instance ${String(index)}`);
    return member;
  }

  private newHost(): Host {
    const host = this.lab.host(this.next++);
    this.knowAll(host);
    return host;
  }

  private knowAll(host: Host): void {
    host.knows({
      database: this.settings.databaseAddress,
      [this.settings.name]: this.machine?.address ?? host.address,
    });
  }

  private instanceSettings() {
    const { place, name } = this.settings;
    const environment = { SHUTDOWN_DRAIN_MS: '3000', TRUSTED_PROXIES: '10.83.42.0/24' };
    return { stage: 'autoscaling' as const, roles: 'web', port, place, publicUrl: `https://${name}`, environment };
  }

  private startOn(host: Host): Promise<Instance> {
    return startInstance(host, this.instanceSettings());
  }

  private async balance(): Promise<void> {
    await this.balancer?.reload(this.balancerSettings());
  }

  private balancerSettings() {
    return {
      names: [this.settings.name],
      instances: this.addresses,
      trustedBalancers: [`${this.lab.ownAddress}/32`],
      assetsRoot: join(this.settings.folder, 'shared'),
      httpPort: 80,
      readsPerSecond: 5000,
      readsBurst: 5000,
      writesPerSecond: 5000,
      writesBurst: 5000,
      writeTimeoutSeconds: 5,
      readTimeoutSeconds: 3,
    } satisfies Partial<NginxSettings>;
  }
}
