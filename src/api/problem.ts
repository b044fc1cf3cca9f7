import type { FastifyReply } from 'fastify';
import { type DomainError, isDomainError, isServiceUnavailable, type ServiceUnavailable } from '../platform/errors.ts';

export interface Problem {
  status: number;
  code: string;
  detail: string;
  more?: Readonly<Record<string, unknown>>;
}

const retrySeconds = 2;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Not possible now',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  500: 'Something broke',
  503: 'Too busy',
  507: 'Storage full',
};

/** An answer after RFC 9457, with a stable code; docs/errors.md lists them. */
export function sendProblem(reply: FastifyReply, { status, code, detail, more = {} }: Problem): FastifyReply {
  if (status === 503 || status === 429)
    void reply.header('retry-after', String(Number(more.retryAfterSeconds ?? retrySeconds)));
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({ ...more, type: `/api/docs#${code}`, title: titles[status] ?? 'Refused', status, detail, code }),
    );
}

/** What any error says to a client; what is no refusal of ours says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (isDomainError(error)) return domainProblem(error);
  if (isServiceUnavailable(error)) return missingService(error);
  const {
    statusCode = 500,
    validation,
    code,
  } = error as {
    statusCode?: number;
    validation?: readonly { instancePath?: string; message?: string }[];
    code?: string;
  };
  if (validation)
    return {
      status: 422,
      code: 'request.invalid',
      detail: 'The request does not have the shape that this call takes.',
      more: { errors: validation.map(fieldError) },
    };
  if (statusCode === 413) return { status: 413, code: 'request.too_large', detail: 'The request is too large.' };
  if (statusCode === 415)
    return {
      status: 415,
      code: 'request.media_type',
      detail: 'The request is of a kind that this call does not take.',
    };
  if (statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      code: code?.startsWith('FST_') ? 'request.malformed' : 'request.refused',
      detail: 'The request cannot be read.',
    };
  return {
    status: 500,
    code: 'internal',
    detail: 'Something broke on our side. Nothing is lost: try again with the same Idempotency-Key.',
  };
}

const domainProblem = (error: DomainError): Problem => ({
  status: error.status,
  code: error.code,
  detail: error.message,
  more: error.details,
});

const missingService = ({ retryAfterSeconds }: ServiceUnavailable): Problem => ({
  status: 503,
  code: 'service.unavailable',
  detail: 'A part of the shop gives no answer. Nothing is lost: try again with the same Idempotency-Key.',
  more: { retryAfterSeconds },
});

const fieldError = ({ instancePath, message }: { instancePath?: string; message?: string }) => ({
  field: (instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
  message: message ?? '',
});
