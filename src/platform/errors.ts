/** An expected refusal: `code` is stable and documented in docs/errors.md, `status` is the HTTP status it answers with. */
export class DomainError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** Somebody else's thing and a thing that is not there answer alike. */
export const notFound = (what: string): DomainError =>
  new DomainError(`${what}.not_found`, 404, `There is no such ${what}.`);

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;
