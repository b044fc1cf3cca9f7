import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Shop } from '../compose.ts';
import { type Actor, lacksSecondFactor } from '../modules/accounts/index.ts';
import type { Config } from '../platform/config/index.ts';
import { isDomainError, isServiceUnavailable, notFound } from '../platform/errors.ts';
import { type Cookies, cookiesOf, guestEntries } from './cookies.ts';
import { answerError } from './error-answer.ts';
import { comesFromHere, forged, formToken, sameToken } from './forged.ts';
import { render } from './html.ts';
import { layout, type PageContext } from './layout.ts';
import { type Locale, locales, messagesFor } from './messages/index.ts';
import { noticeFor } from './notices.ts';
import { withNext } from './pages/account/next-path.ts';
import { localisedPath, paths } from './paths.ts';
import type { AnswerCookies, PageAnswer, PageRequest, Route } from './route.ts';
import { routes } from './routes.ts';
import { sendPage } from './send-page.ts';
import { singleHeaders } from './single-headers.ts';
import { uploadParts } from './upload.ts';

export interface WebDeps {
  shop: Shop;
  /** The hashed address of an asset. */
  asset: (name: string) => string;
}

/** What one request knows before its handler runs. */
interface Visit {
  actor: Actor | null;
  ctx: PageContext;
  sessionToken: string | undefined;
  cartToken: string | undefined;
}

/** Registers every line of the route map, at its bare path and at the other language's. */
export async function registerPages(server: FastifyInstance, deps: WebDeps): Promise<void> {
  const cookies = cookiesOf(deps.shop.config.publicUrl);
  await server.register((pages, _options, done) => {
    keepRawBodies(pages);
    addRoutes(pages, deps, cookies);
    done();
  });
  server.setNotFoundHandler((request, reply) => notFoundPage(deps, cookies, request, reply));
}

/** A webhook's signature is over its body as it came; no page takes JSON otherwise. */
function keepRawBodies(pages: FastifyInstance): void {
  pages.removeContentTypeParser('application/json');
  pages.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
}

function addRoutes(server: FastifyInstance, deps: WebDeps, cookies: Cookies): void {
  for (const route of routes) {
    for (const locale of route.unlocalised ? [deps.shop.config.shop.locale] : locales) {
      const url = localisedPath(locale, deps.shop.config.shop.locale, route.path);
      server.route({
        method: route.method,
        url,
        handler: (request, reply) => answer(deps, cookies, route, locale, request, reply),
      });
    }
  }
}

async function answer(
  deps: WebDeps,
  cookies: Cookies,
  route: Route,
  locale: Locale,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visit = await visitOf(deps, cookies, locale, request);
  try {
    refuseForged(deps, route, visit, request);
    const elsewhere = doorOf(deps, route, visit, request);
    const result = elsewhere ?? (await route.handle(pageRequest(deps, cookies, visit, request)));
    send(deps, cookies, route, visit, request, reply, result);
  } catch (error) {
    sendFailure(deps, visit, request, reply, error);
  }
  return reply;
}

/** Where a viewer who may not pass is led instead; undefined for one who may. Errors: `page.not_found` 404. */
function doorOf(deps: WebDeps, route: Route, visit: Visit, request: FastifyRequest): PageAnswer | undefined {
  if (Object.values(request.params as Record<string, string>).some(isOutlandish)) throw notFound('page');
  if (route.access === 'anyone') return undefined;
  if (!visit.actor) return { redirect: signInPath(route, visit.ctx) };
  if (route.access !== 'administrator') return undefined;
  if (visit.actor.role !== 'administrator') throw notFound('page');
  return lacksSecondFactor(deps.shop.config.shop, visit.actor)
    ? { redirect: withNext(paths.secondFactor, backTo(route, visit.ctx)) }
    : undefined;
}

/** No id has anything but plain ASCII, and MySQL refuses to compare what has. */
const isOutlandish = (value: string): boolean => /[^\x20-\x7e]/.test(value);

/** A page behind sign-in leads back to itself; a form that was sent without one leads to where it stood. */
const signInPath = (route: Route, ctx: PageContext): string => withNext(paths.signIn, backTo(route, ctx));

const backTo = (route: Route, ctx: PageContext): string => (route.method === 'GET' ? ctx.path : paths.home);

async function visitOf(deps: WebDeps, cookies: Cookies, locale: Locale, request: FastifyRequest): Promise<Visit> {
  const { doors } = deps.shop;
  const sessionToken = cookies.read(request, 'session');
  const cartToken = cookies.read(request, 'cart');
  const actor =
    sessionToken === undefined ? null : ((await doors.accounts.authenticate({ token: sessionToken })) ?? null);
  const owner = actor ? { accountId: actor.accountId } : cartToken === undefined ? undefined : { cartToken };
  const cartCount = owner === undefined ? 0 : await doors.sales.countCart({ owner });
  return { actor, sessionToken, cartToken, ctx: contextOf(deps, locale, request, actor, cartCount) };
}

function contextOf(
  { shop, asset }: WebDeps,
  locale: Locale,
  request: FastifyRequest,
  actor: Actor | null,
  cartCount: number,
): PageContext {
  const { config } = shop;
  const t = messagesFor(locale);
  return {
    locale,
    t,
    path: barePath(request.url, locale, config.shop.locale),
    url: (path) => localisedPath(locale, config.shop.locale, path),
    asset,
    shop: shopOf(config),
    viewer: actor && { accountId: actor.accountId, name: actor.name, role: actor.role },
    cartCount,
    csrf: actor && formToken(config.secretKey, actor.sessionId),
    notice: noticeFor(t, (request.query as Record<string, unknown>).done),
  };
}

// One object for the life of the process: formats are built once for it.
const shops = new WeakMap<Config, PageContext['shop']>();

function shopOf(config: Config): PageContext['shop'] {
  const known = shops.get(config);
  if (known) return known;
  const { name, currency, country, locale } = config.shop;
  const shop = { name, currency, country, locale, publicUrl: config.publicUrl };
  shops.set(config, shop);
  return shop;
}

/** Path and query without the locale's prefix and without the notice that was shown. */
function barePath(url: string, locale: Locale, shopLocale: string): string {
  const prefix = locale === shopLocale ? '' : `/${locale}`;
  const bare = url.slice(prefix.length) || '/';
  const plain = bare.startsWith('/') ? bare : `/${bare}`;
  return plain.includes('done=') ? plain.replace(/([?&])done=[^&]*&?/, '$1').replace(/[?&]$/, '') : plain;
}

function refuseForged({ shop }: WebDeps, route: Route, { ctx }: Visit, request: FastifyRequest): void {
  if (route.method === 'GET' || route.unlocalised) return;
  if (!comesFromHere(request, shop.config.publicUrl)) throw forged();
  if (
    ctx.csrf !== null &&
    !route.multipart &&
    !sameToken(ctx.csrf, (request.body as Record<string, unknown> | undefined)?.csrf)
  )
    throw forged();
}

function pageRequest({ shop }: WebDeps, cookies: Cookies, visit: Visit, request: FastifyRequest): PageRequest {
  const { actor, cartToken, ctx } = visit;
  const guests = guestEntries(cookies.read(request, 'guest'));
  return {
    ctx,
    doors: shop.doors,
    config: shop.config,
    photos: shop.photos,
    log: shop.log,
    actor,
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string | string[]>,
    body: (request.body ?? {}) as Record<string, string | string[]>,
    cartOwner: actor ? { accountId: actor.accountId } : cartToken === undefined ? undefined : { cartToken },
    cartToken,
    guestToken: (purchaseId) => guests.find((entry) => entry.purchaseId === purchaseId)?.token,
    sessionToken: visit.sessionToken,
    from: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? '',
    requestId: request.id,
    headers: singleHeaders(request),
    rawBody: typeof request.body === 'string' ? request.body : '',
    upload: () => uploadParts(request, ctx.csrf),
  };
}

function send(
  deps: WebDeps,
  cookies: Cookies,
  route: Route,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  result: PageAnswer,
): FastifyReply {
  if ('content' in result)
    return reply
      .status(result.status ?? 200)
      .type(result.type)
      .header('cache-control', result.cacheControl ?? 'no-store')
      .send(result.content);
  if (result.cookies) cookies.write(request, reply, result.cookies);
  if ('redirect' in result) return redirectTo(deps, visit.ctx.locale, reply, withNotice(result));
  if (result.retryAfterSeconds !== undefined) retryAfter(reply, result.retryAfterSeconds);
  return sendPage(request, reply, {
    locale: visit.ctx.locale,
    status: result.status ?? 200,
    text: render(layout(visit.ctx, result.page)),
    shared: route.shared === true && !hasCookies(visit, result.cookies),
  });
}

const retryAfter = (reply: FastifyReply, seconds: number) => void reply.header('retry-after', String(seconds));

const hasCookies = (visit: Visit, set: AnswerCookies | undefined): boolean =>
  visit.sessionToken !== undefined || visit.cartToken !== undefined || set !== undefined;

const withNotice = ({ redirect, done }: { redirect: string; done?: string }): string =>
  done === undefined ? redirect : `${redirect}${redirect.includes('?') ? '&' : '?'}done=${encodeURIComponent(done)}`;

function redirectTo({ shop }: WebDeps, locale: Locale, reply: FastifyReply, path: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(localisedPath(locale, shop.config.shop.locale, path), 303);
}

function sendError(
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code?: string,
): FastifyReply {
  const page = answerError(visit.ctx, { status, requestId: request.id, ...(code === undefined ? {} : { code }) });
  const text = render(layout(visit.ctx, page));
  return sendPage(request, reply, { locale: visit.ctx.locale, status, text, shared: false });
}

function sendFailure(
  deps: WebDeps,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  if (isDomainError(error)) {
    const { retryAfterSeconds } = error.details;
    if (typeof retryAfterSeconds === 'number') retryAfter(reply, retryAfterSeconds);
    return sendError(visit, request, reply, error.status, error.code);
  }
  if (isServiceUnavailable(error)) {
    deps.shop.log.warn({ requestId: request.id, service: error.service }, 'a page lacks a service');
    retryAfter(reply, error.retryAfterSeconds);
    return sendError(visit, request, reply, error.statusCode, 'service.unavailable');
  }
  const status = (error as { statusCode?: number } | null)?.statusCode;
  if (status !== undefined && status >= 400 && status < 500) return sendError(visit, request, reply, status);
  deps.shop.log.error({ requestId: request.id, err: error }, 'a page failed');
  return sendError(visit, request, reply, 500);
}

async function notFoundPage(
  deps: WebDeps,
  cookies: Cookies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const shopLocale = deps.shop.config.shop.locale;
  const locale =
    locales.find(
      (other) => other !== shopLocale && (request.url === `/${other}` || request.url.startsWith(`/${other}/`)),
    ) ?? shopLocale;
  const visit = await visitOf(deps, cookies, locale, request);
  return sendError(visit, request, reply, 404);
}
