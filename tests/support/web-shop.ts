import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { registerApi } from '../../src/api/server.ts';
import { type Health, watchHealth } from '../../src/platform/http/health.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { registerFiles } from '../../src/platform/http/static-files.ts';
import type { Assets } from '../../src/web/assets/build.ts';
import { formToken } from '../../src/web/forged.ts';
import { registerPages } from '../../src/web/server.ts';
import { formsOf, type PageForm, textOf } from './html-forms.ts';
import { goodPassword, openWorld, type ShopWorld, type WorldOptions, waitFor } from './shop-world.ts';

export { bogota, goodPassword, refusal, soledadFacts, waitFor } from './shop-world.ts';

type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface UploadFile {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A page as it came. */
export interface Answer {
  readonly status: number;
  /** Where a redirect leads, as sent: path and query. */
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** What a reader sees of it. */
  readonly text: string;
  readonly forms: readonly PageForm[];
}

/** Somebody's browser: keeps cookies, sends forms as they stand in the page. */
export interface Visitor {
  /** `headers` are added to the request. */
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** Posts these fields, with the form token of the session where there is one. */
  readonly post: (path: string, fields?: Fields, headers?: Record<string, string>) => Promise<Answer>;
  /** The same as a multipart form, with files behind the fields. */
  readonly upload: (path: string, fields?: Fields, files?: readonly UploadFile[]) => Promise<Answer>;
  /** Sends the page's first form whose action is or begins with `action`, with what stands in it and `fields` over it. */
  readonly submit: (page: Answer, action: string, fields?: Fields) => Promise<Answer>;
  /** Follows redirects until there is a page. */
  readonly follow: (answer: Answer) => Promise<Answer>;
  readonly cookies: Map<string, string>;
}

/** The whole shop with its pages, in this process: nothing listens but what notices need. */
export interface WebShop extends ShopWorld {
  readonly server: FastifyInstance;
  /** Where it listens. */
  readonly url: string;
  visitor(): Visitor;
  /** A browser in which this account is signed in; `lucia@example.com`, `mateo@example.com`, `ana@example.com`, … */
  signIn(email: string): Promise<Visitor>;
}

export interface WebShopOptions extends WorldOptions {
  readonly databaseUrl?: string;
  /** For real browsers: with them, styles, script and photos are served as well. */
  readonly assets?: Assets;
  /** REST as well. */
  readonly api?: boolean;
}

/** Opens it on `databaseUrl`, by default an SQLite file of its own. The worker runs, so mails are written and time passes. */
export async function openWebShop(options: WebShopOptions = {}): Promise<WebShop> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-web-'));
  const place = { url: '' };
  const world = await openWorld(options.databaseUrl ?? `sqlite:${join(folder, 'shop.db')}`, {
    ...options,
    noticeUrl: () => place.url,
  });
  const { server, health } = await openServer(world, options);
  place.url = await server.listen({ port: 0, host: '127.0.0.1' });
  // Opening keeps the event loop busy, and a busy shop sheds load.
  await waitFor('the shop to be calm', async () => (await server.inject('/robots.txt')).statusCode !== 503);
  const visitor = (): Visitor => newVisitor(world, server);
  return {
    ...world,
    server,
    url: place.url,
    visitor,
    signIn: async (email) => {
      const mine = visitor();
      await signInto(world, mine, email);
      return mine;
    },
    close: async () => {
      await world.stopWorker();
      await server.close();
      health.stop();
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openServer(
  world: ShopWorld,
  { assets, api }: WebShopOptions,
): Promise<{ server: FastifyInstance; health: Health }> {
  const health = watchHealth({ unready: () => [], reachable: {} });
  const server = await createServer(world.config, world.log, health);
  if (assets) await registerFiles(server, { assets: assets.folder }, world.photos);
  if (api) await registerApi(server, world);
  await registerPages(server, { shop: world, asset: (name) => assets?.url(name) ?? `/assets/${name}` });
  return { server, health };
}

async function signInto(world: ShopWorld, visitor: Visitor, email: string): Promise<void> {
  const answer = await world.doors.accounts.signIn({
    email,
    password: goodPassword,
    userAgent: 'test',
    from: '203.0.113.1',
  });
  assert.ok('token' in answer, `${email} signs in`);
  visitor.cookies.set('session', answer.token);
}

function newVisitor(world: ShopWorld, server: FastifyInstance): Visitor {
  const cookies = new Map<string, string>();
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string | Buffer,
  ): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    // Requests that never leave the process would keep the event loop from turning, which the shop takes for overload.
    await turn();
    const response = await server.inject({
      method,
      url,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answerOf(response.statusCode, response.headers, response.body);
  };
  const get: Visitor['get'] = (path, headers = {}) => send('GET', path, headers);
  const withToken = async (fields: Fields): Promise<Fields> => {
    const token = await formTokenOf(world, cookies.get('session'));
    return { ...(token === undefined ? {} : { csrf: token }), ...fields };
  };
  const post: Visitor['post'] = async (path, fields = {}, headers = {}) => {
    const body = formBody(await withToken(fields));
    return send('POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body);
  };
  const upload: Visitor['upload'] = async (path, fields = {}, files = []) => {
    const { type, body } = multipartBody(await withToken(fields), files);
    return send('POST', path, { 'content-type': type }, body);
  };
  return {
    cookies,
    get,
    post,
    upload,
    submit: (page, action, fields = {}) => {
      const form =
        page.forms.find((each) => each.action === action) ?? page.forms.find((each) => each.action.startsWith(action));
      assert.ok(
        form,
        `the page has a form for ${action}; it has ${page.forms.map((each) => each.action).join(', ') || 'none'}`,
      );
      return post(form.action, { ...form.fields, ...fields });
    },
    follow: async (answer) => {
      let at = answer;
      for (let steps = 0; at.location !== undefined && steps < 5; steps++) at = await get(at.location);
      return at;
    },
  };
}

function answerOf(status: number, headers: Record<string, unknown>, body: string): Answer {
  const { location } = headers;
  return {
    status,
    location: typeof location === 'string' ? location : undefined,
    headers,
    body,
    text: textOf(body),
    forms: formsOf(body),
  };
}

/** The token that the forms of this session carry; none without a session. */
async function formTokenOf(world: ShopWorld, session: string | undefined): Promise<string | undefined> {
  const actor = session === undefined ? undefined : await world.doors.accounts.authenticate({ token: session });
  return actor && formToken(world.config.secretKey, actor.sessionId);
}

function formBody(fields: Fields): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const each of [value ?? []].flat()) body.append(name, each);
  return body.toString();
}

function multipartBody(fields: Fields, files: readonly UploadFile[]): { type: string; body: Buffer } {
  const boundary = 'a-boundary-of-the-tests';
  const part = (head: string, content: string | Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => part(`name="${name}"`, each)),
  );
  const photos = files.map(({ field, name, type, content }) =>
    part(`name="${field}"; filename="${name}"\r\ncontent-type: ${type}`, content),
  );
  const body = Buffer.concat([...texts, ...photos, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}
