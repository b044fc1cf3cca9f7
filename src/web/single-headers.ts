import type { FastifyRequest } from 'fastify';

/** Headers with one value each, as Node joins those that were sent twice. */
export const singleHeaders = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
