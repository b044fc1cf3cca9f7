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

/**
 * Another service gave no answer in time, or could not be reached: whether it did what it was asked is unknown. No refusal: the same request with the
 * same key goes on where this one stopped.
 */
export class ServiceUnavailable extends Error {
  readonly service: string;
  readonly statusCode = 503;
  readonly retryAfterSeconds: number;

  constructor(service: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(`The service "${service}" gives no answer.`, options);
    this.name = 'ServiceUnavailable';
    this.service = service;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const isServiceUnavailable = (error: unknown): error is ServiceUnavailable =>
  error instanceof ServiceUnavailable;
