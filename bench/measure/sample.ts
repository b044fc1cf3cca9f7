/** What one work cost in one round on one thing. */
export interface Sample {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Microseconds of processor time a request, by who spent them; only those that took part. */
  readonly cpu: Readonly<Partial<Record<'application' | 'database' | 'proxy', number>>>;
  /** Answers that were none, or not what was asked for. */
  readonly failures: number;
  /** What else the work measures, by name and unit: `memory MB`, `ready ms`. */
  readonly other?: Readonly<Record<string, number>>;
}

/** Microseconds a request, of all that took part. */
export const cpuOf = ({ cpu }: Sample): number =>
  Object.values(cpu).reduce((sum: number, each: number | undefined) => sum + (each ?? 0), 0);
