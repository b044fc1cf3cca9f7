import type { Sample } from '../measure/sample.ts';
import type { SameBytes } from '../stage/limit.ts';
import type { DatabaseName, Place } from '../stage/stage.ts';

/** Something that a shop does, ready to be measured again and again in one place. */
export interface ReadyWork {
  /** One round. */
  measure(): Promise<Sample>;
  /** What its answers are, where bare HTTP can send the same. */
  readonly sent?: SameBytes;
}

export interface Work {
  readonly name: string;
  readonly databases: readonly DatabaseName[];
  /** Fewer rounds than asked for, where one takes long. */
  readonly mostRounds?: number;
  prepare(place: Place, settings: { seconds: number }): Promise<ReadyWork>;
}

export const bothDatabases: readonly DatabaseName[] = ['sqlite', 'mysql'];
