/** What a caller on the other side of the network must know of one verb of a door. */
export interface Verb {
  /**
   * When a call that got no answer may be made again. `read`: always. `repeatable`: always, since its own key makes the second call answer what the
   * first did. `keyed`: as repeatable where the input has an `idempotencyKey`. `once`: only while it surely did not arrive.
   */
  readonly repeats: 'read' | 'repeatable' | 'keyed' | 'once';
  /** From the first try to the last answer. */
  readonly deadlineMs: number;
  /** The field of the input that is an `AsyncIterable<Uint8Array>` and travels as the body, the other fields beside it. */
  readonly stream?: string;
  /** The largest input; default 1 MB. */
  readonly mostBytes?: number;
}

/** One line for each verb of a door: a verb without a line fails the types. */
export type Verbs<Door> = { readonly [Name in keyof Door]: Verb };

export const read: Verb = { repeats: 'read', deadlineMs: 5_000 };
export const repeatable: Verb = { repeats: 'repeatable', deadlineMs: 15_000 };
export const keyed: Verb = { repeats: 'keyed', deadlineMs: 15_000 };
export const once: Verb = { repeats: 'once', deadlineMs: 15_000 };

/** Whether a call that may have arrived can be made again. */
export const isRepeatable = ({ repeats }: Verb, input: unknown): boolean =>
  repeats === 'read' || repeats === 'repeatable' || (repeats === 'keyed' && hasKey(input));

const hasKey = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && typeof (input as Record<string, unknown>).idempotencyKey === 'string';
