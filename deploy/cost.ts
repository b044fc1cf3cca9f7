/** `npm run cost`: what each stage costs a month, from the table in prices.ts, for a shop of about a hundred thousand pages a day. */
import { asOf, hoursAMonth, type Priced, prices } from './prices.ts';

interface Item {
  what: string;
  of: Priced;
  count: number;
  hourly?: true;
}

const hourly = (what: string, of: Priced, count: number): Item => ({ what, of, count, hourly: true });
const monthly = (what: string, of: Priced, count: number): Item => ({ what, of, count });

/** Stages 2 to 4 share database, files, network and watching. */
const shared: Item[] = [
  hourly('NAT gateways, two zones', 'natGateway', 2),
  hourly('public addresses', 'publicAddress', 4),
  hourly('load balancer', 'balancer', 1),
  hourly('load balancer, capacity units', 'balancerUnit', 1),
  hourly('Aurora, writer and reader at rest (0.5 units each)', 'auroraUnit', 1),
  monthly('Aurora, 20 GB', 'auroraGigabyte', 20),
  monthly('EFS, 20 GB of photos', 'filesGigabyte', 20),
  monthly('keys', 'key', 3),
  monthly('firewall', 'firewall', 1),
  monthly('firewall rules', 'firewallRule', 5),
  monthly('alarms', 'alarm', 9),
  monthly('logs, 10 GB', 'logGigabyte', 10),
];

export const stageItems: Readonly<Record<string, readonly Item[]>> = {
  '1 two virtual machines': [
    hourly('application', 't4g.medium', 1),
    hourly('database', 't4g.small', 1),
    hourly('NAT gateway', 'natGateway', 1),
    hourly('public addresses', 'publicAddress', 2),
    monthly('disks, 72 GB', 'diskGigabyte', 72),
    monthly('snapshots, 40 GB', 'snapshotGigabyte', 40),
    monthly('secrets', 'secret', 2),
    monthly('key', 'key', 1),
  ],
  '2 autoscaling group': [
    hourly('instances, two', 't4g.medium', 2),
    monthly('disks, 40 GB', 'diskGigabyte', 40),
    monthly('secrets', 'secret', 5),
    ...shared,
  ],
  '3 Kubernetes': [
    hourly('cluster', 'eksCluster', 1),
    hourly('nodes, three', 't4g.medium', 3),
    monthly('disks, 60 GB', 'diskGigabyte', 60),
    monthly('secrets', 'secret', 5),
    ...shared,
  ],
  '4 microservices': [
    hourly('cluster', 'eksCluster', 1),
    hourly('nodes, four', 't4g.medium', 4),
    monthly('disks, 80 GB', 'diskGigabyte', 80),
    monthly('secrets, one a service', 'secret', 6),
    ...shared,
  ],
};

/** Dollars a month. */
export const costOf = ({ of, count, hourly: byHour }: Item): number => prices[of] * count * (byHour ? hoursAMonth : 1);

export const stageCost = (stage: string): number =>
  (stageItems[stage] ?? []).reduce((sum, item) => sum + costOf(item), 0);

export function costReport(): string {
  const lines = Object.entries(stageItems).flatMap(([stage, items]) => [
    `Stage ${stage}`,
    ...items.map((item) => `  ${item.what.padEnd(54)} ${costOf(item).toFixed(2).padStart(8)}`),
    `  ${'a month'.padEnd(54)} ${stageCost(stage).toFixed(2).padStart(8)}`,
    '',
  ]);
  return [`US dollars a month, us-east-1, prices as of ${asOf}, traffic and tax apart.`, '', ...lines].join('\n');
}

if (import.meta.main) process.stdout.write(costReport());
