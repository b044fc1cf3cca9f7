/** Prices a month of AWS in us-east-1, US dollars, on demand, without tax, as of this date. They change: look again before you decide. */
export const asOf = '2025-10-01';

export const hoursAMonth = 730;

/** Per hour, per GB and month, or per unit; what each name stands for is said in `cost.ts`. */
export const prices = {
  't4g.nano': 0.0042,
  't4g.small': 0.0168,
  't4g.medium': 0.0336,
  publicAddress: 0.005,
  natGateway: 0.045,
  balancer: 0.0225,
  balancerUnit: 0.008,
  auroraUnit: 0.12,
  eksCluster: 0.1,
  diskGigabyte: 0.08,
  snapshotGigabyte: 0.05,
  filesGigabyte: 0.3,
  auroraGigabyte: 0.1,
  secret: 0.4,
  key: 1,
  firewall: 5,
  firewallRule: 1,
  alarm: 0.1,
  logGigabyte: 0.5,
} as const;

export type Priced = keyof typeof prices;
