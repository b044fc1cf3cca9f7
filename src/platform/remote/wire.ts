import { DomainError } from '../errors.ts';

/** How a call looks on the line: `POST /doors/MODULE/VERB`, JSON both ways. */
export const pathOf = (door: string, verb: string): string => `/doors/${door}/${verb}`;

/** Milliseconds for which somebody waits for the answer. */
export const deadlineHeader = 'x-deadline-ms';
/** The input of a verb whose body is a stream: base64url of JSON. */
export const inputHeader = 'x-input';
export const streamType = 'application/octet-stream';

export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What comes back. `unavailable`: a third service gave no answer, so what became of the call is unknown. `begun: false`: nothing was done. */
export type Answer =
  | { answer?: unknown }
  | { refusal: Refusal }
  | { unavailable: string }
  | { failure: string; begun: boolean };

export const refusalOf = ({ code, status, message, details }: DomainError): Answer => ({
  refusal: { code, status, message, details },
});

/** The same refusal as in the process of whoever refused. */
export const errorOf = ({ code, status, message, details }: Refusal): DomainError =>
  new DomainError(code, status, message, details);
