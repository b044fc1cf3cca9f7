import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from './messages/index.ts';

const sharedCache = 'public, max-age=0, s-maxage=1, stale-while-revalidate=1';
const privateCache = 'private, no-store';

export interface SentPage {
  readonly locale: Locale;
  readonly status: number;
  readonly text: string;
  /** The same for every visitor. */
  readonly shared: boolean;
}

/** Sends a page with what caches need to know of it. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { locale, status, text, shared }: SentPage,
): FastifyReply {
  const isShared = shared && status === 200;
  if (isShared && isBehindProxy(request)) void reply.header('etag', versionOf(text));
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', isShared ? sharedCache : privateCache)
    .header('vary', 'Cookie')
    .header('content-language', locale)
    .send(text);
}

/**
 * NGINX says so of every request that it passes on; who says it with none in front loses nothing but time. A cache asks once for many and answers
 * 304 to those who have this version; without one, naming a version would save nothing, since the page is written anyway.
 */
const isBehindProxy = ({ headers }: FastifyRequest): boolean => headers['x-forwarded-host'] !== undefined;

const versionOf = (text: string): string => `W/"${hash('sha1', text, 'base64url')}"`;
