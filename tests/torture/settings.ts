import { parseArgs } from 'node:util';

export type Kind = 'mysql' | 'sqlite';

export interface Settings {
  /** Goals of the run on MySQL. */
  readonly purchases: number;
  readonly kills: number;
  /** The load on both databases together ends after this, whatever was reached; a slow start takes of it. */
  readonly seconds: number;
  readonly seed: number;
  readonly databases: readonly Kind[];
  /** Between two strikes; a third longer where there is one process only. */
  readonly pauseMs: number;
  /** How many people buy at once. */
  readonly buyers: number;
  /** How long leases of killed workers may take to end by themselves, before they are ended. */
  readonly patienceSeconds: number;
  /** Whether what is promised of times is judged afterwards, strictly: for a machine that does nothing else. */
  readonly judgesTimes: boolean;
}

type Given = Record<'purchases' | 'kills' | 'seconds' | 'pause' | 'buyers' | 'patience' | 'times', string>;

const long: Given = {
  purchases: '5000',
  kills: '100',
  seconds: '3600',
  pause: '6000',
  buyers: '12',
  patience: '75',
  times: 'on',
};
const short: Given = {
  purchases: '150',
  kills: '100',
  seconds: '26',
  pause: '1500',
  buyers: '6',
  patience: '0',
  times: 'off',
};

/** `--short` is what `npm test` runs; each option beside it counts. */
export function readSettings(args: readonly string[]): Settings {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      database: { type: 'string', default: 'mysql,sqlite' },
      ...{ purchases: text, kills: text, seconds: text, pause: text, buyers: text, patience: text, times: text },
    },
  });
  const chosen: Given = { ...(values.short ? short : long), ...values };
  return {
    purchases: Number(chosen.purchases),
    kills: Number(chosen.kills),
    seconds: Number(chosen.seconds),
    seed: Number(values.seed),
    databases: values.database.split(',').map((kind): Kind => (kind === 'sqlite' ? 'sqlite' : 'mysql')),
    pauseMs: Number(chosen.pause),
    buyers: Number(chosen.buyers),
    patienceSeconds: Number(chosen.patience),
    judgesTimes: chosen.times === 'on',
  };
}
