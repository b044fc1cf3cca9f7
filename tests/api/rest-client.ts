import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import type { Operation } from '../../src/api/operation.ts';
import { operations } from '../../src/api/routes.ts';
import { problem } from '../../src/api/shapes.ts';

export interface RestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came is checked against its schema before a test reads it
  readonly body: any;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly key?: string;
  readonly multipart?: { name: string; content: Buffer; type: string };
}

/** Calls REST and holds each answer against the schema that describes it; knows what was never called. */
export interface RestClient {
  readonly call: (method: Operation['method'], path: string, options?: CallOptions) => Promise<RestAnswer>;
  /** Operations of the map that no call has answered well. */
  uncalled(): string[];
}

export function restClient(server: FastifyInstance): RestClient {
  const called = new Set<string>();
  return {
    call: async (method, path, options = {}) => {
      const response = await server.inject({ method, url: `/api/v1${path}`, ...payloadOf(options) });
      const answer = {
        status: response.statusCode,
        body: response.body === '' ? undefined : (JSON.parse(response.body) as unknown),
      };
      const line = operationFor(method, path);
      assert.ok(answer.status >= 400 || line, `${method} ${path} is no line of the map`);
      check(line, method, path, answer);
      if (line && answer.status < 400) called.add(nameOf(line));
      return answer;
    },
    uncalled: () => operations.map(nameOf).filter((name) => !called.has(name)),
  };
}

const nameOf = (line: Operation): string => `${line.method} ${line.path}`;

/** Every good answer is one that the map describes; every bad one is a problem of RFC 9457. */
function check(line: Operation | undefined, method: string, path: string, { status, body }: RestAnswer): void {
  const schema = status < 400 ? line?.answers[status] : problem;
  assert.ok(schema, `${method} ${path} answers ${String(status)}, which the document does not name`);
  const parsed = schema.safeParse(body);
  assert.ok(
    parsed.success,
    `${method} ${path} answers ${String(status)} in another shape: ${parsed.error?.message ?? ''}`,
  );
}

function operationFor(method: string, path: string): Operation | undefined {
  const [plain = ''] = path.split('?');
  const fits = (line: Operation) =>
    line.method === method && new RegExp(`^${line.path.replace(/:\w+/g, '[^/]+')}$`).test(plain);
  const found = operations.filter(fits);
  return found.find((line) => line.path === plain) ?? found[0];
}

/** Headers and payload of a call, as `inject` takes them. */
export function payloadOf({ token, body, key, multipart }: CallOptions) {
  const headers: Record<string, string> = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  if (multipart) return multipartPayload(multipart, headers);
  if (body === undefined) return { headers };
  return { headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(body) };
}

function multipartPayload(
  { name, content, type }: NonNullable<CallOptions['multipart']>,
  headers: Record<string, string>,
) {
  const boundary = 'a-boundary-of-the-tests';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="photo"\r\ncontent-type: ${type}\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` }, payload };
}
