import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Shop } from '../compose.ts';
import { lacksSecondFactor } from '../modules/accounts/index.ts';
import { DomainError, isServiceUnavailable, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { docsPage, docsStyles } from './docs-page.ts';
import type { ApiAnswer, ApiRequest, Operation } from './operation.ts';
import { problemOf, sendProblem } from './problem.ts';
import { operations } from './routes.ts';
import { problem } from './shapes.ts';

const base = '/api/v1';
const longestKey = 200;

/** Registers REST version 1: each operation's schemas validate it, type it and describe it. */
export async function registerApi(server: FastifyInstance, shop: Shop): Promise<void> {
  await server.register(async (api) => {
    await api.register(fastifySwagger, { openapi: describeShop(shop), transform: jsonSchemaTransform });
    api.setValidatorCompiler(validatorCompiler);
    api.setSerializerCompiler(() => (data) => JSON.stringify(data));
    api.setErrorHandler((error, request, reply) => {
      const answer = problemOf(error);
      if (isServiceUnavailable(error))
        shop.log.warn({ requestId: request.id, service: error.service }, 'a REST call lacks a service');
      else if (answer.status >= 500) shop.log.error({ requestId: request.id, err: error }, 'a REST call failed');
      return sendProblem(reply, answer);
    });
    for (const line of operations) addOperation(api, shop, line);
    addDocs(api, shop);
    api.all(`${base}/*`, { schema: { hide: true } }, (_request, reply) =>
      sendProblem(reply, { status: 404, code: 'route.not_found', detail: 'There is no such call.' }),
    );
  });
}

function describeShop({ config }: Shop) {
  return {
    openapi: '3.1.0' as const,
    info: {
      title: config.shop.name,
      version: '1',
      description:
        'Search, publish, buy and sell used books. Money is in minor units; lists go on by cursor; errors are RFC 9457 with a stable code.',
    },
    servers: [{ url: config.publicUrl }],
    components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer' } } },
  };
}

function addOperation(api: FastifyInstance, shop: Shop, line: Operation): void {
  api.route({
    method: line.method,
    url: base + line.path,
    schema: schemaOf(line),
    handler: async (request, reply) => {
      const answer = await line.handle(await apiRequest(shop, line, request));
      return send(reply, answer);
    },
  });
}

function send(reply: FastifyReply, { status, body, json }: ApiAnswer): FastifyReply {
  void reply.status(status).header('cache-control', 'no-store');
  if (json === undefined && body === undefined) return reply.send();
  return reply.type('application/json; charset=utf-8').send(json ?? JSON.stringify(body));
}

function schemaOf(line: Operation) {
  const answers = Object.fromEntries(Object.entries(line.answers).map(([status, schema]) => [status, schema]));
  return {
    tags: [line.tag],
    summary: line.summary,
    ...(line.params ? { params: line.params } : {}),
    ...(line.query ? { querystring: line.query } : {}),
    ...(line.body ? { body: line.body } : {}),
    ...(line.multipart ? { consumes: ['multipart/form-data'] } : {}),
    ...(line.repeatable
      ? { headers: z.object({ 'idempotency-key': z.string().min(1).max(longestKey).optional() }) }
      : {}),
    ...(line.access === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    response: { ...answers, '4xx': problem },
  };
}

async function apiRequest(
  shop: Shop,
  line: Operation,
  request: FastifyRequest,
): Promise<ApiRequest<unknown, unknown, unknown>> {
  const bearer = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  const actor = bearer === undefined ? null : ((await shop.doors.accounts.authenticate({ token: bearer })) ?? null);
  if (line.access === 'administrator' && actor?.role !== 'administrator') throw notFound('route');
  if (line.access === 'administrator' && lacksSecondFactor(shop.config.shop, actor))
    throw new DomainError(
      'second_factor.missing',
      403,
      'This shop is run with a second factor: set one up, then sign in.',
    );
  if ((line.access === 'member' && !actor) || (line.access === 'buyer' && bearer === undefined))
    throw new DomainError('session.required', 401, 'Sign in first: send a token as Authorization: Bearer.');
  if (Object.values(request.params as Record<string, string>).some(isOutlandish)) throw notFound('route');
  const key = request.headers['idempotency-key'];
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    doors: shop.doors,
    config: shop.config,
    actor,
    bearer,
    idempotencyKey: typeof key === 'string' && key !== '' ? key : newId(),
    from: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? '',
    raw: request,
  };
}

/** No id has anything but plain ASCII, and MySQL refuses to compare what has. */
const isOutlandish = (value: string): boolean => /[^\x20-\x7e]/.test(value);

function addDocs(api: FastifyInstance, shop: Shop): void {
  const hidden = { schema: { hide: true } };
  api.get(`${base}/openapi.json`, hidden, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(api.swagger()),
  );
  api.get('/api/docs.css', hidden, (_request, reply) =>
    reply.type('text/css').header('cache-control', 'public, max-age=3600').send(docsStyles),
  );
  api.get('/api/docs', hidden, (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(docsPage(shop.config.shop.name, api.swagger())),
  );
}
