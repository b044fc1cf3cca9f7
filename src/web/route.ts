import type { Readable } from 'node:stream';
import type { Doors } from '../compose.ts';
import type { Actor } from '../modules/accounts/index.ts';
import type { CartOwner } from '../modules/sales/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Logger } from '../platform/log.ts';
import type { PhotoStore } from '../platform/photos/index.ts';
import type { Page, PageContext } from './layout.ts';

/** What a page's handler is given. */
export interface PageRequest {
  readonly ctx: PageContext;
  readonly doors: Doors;
  readonly config: Config;
  readonly photos: PhotoStore;
  readonly log: Logger;
  /** Who is signed in. */
  readonly actor: Actor | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** A posted form's fields; empty for GET and for multipart forms, which `upload` reads. */
  readonly body: Readonly<Record<string, string | string[]>>;
  /** The member, or the visitor whose cookie has a cart; undefined for a visitor without one. */
  readonly cartOwner: CartOwner | undefined;
  /** The visitor's cart token, kept beside a sign-in so that the cart can be merged. */
  readonly cartToken: string | undefined;
  /** What opens a guest's purchase: from this browser's cookie. */
  guestToken(purchaseId: string): string | undefined;
  /** The session's own token, for signing out. */
  readonly sessionToken: string | undefined;
  /** The client's address, for limits; behind proxies only as far as they are trusted. */
  readonly from: string;
  readonly userAgent: string;
  readonly requestId: string;
  /** The request's headers by lower-case name, and its body as it came; for webhooks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
  /** The parts of a multipart form in the order in which they were sent; the form token was checked before the first file. */
  upload(): AsyncIterable<UploadedPart>;
}

export type UploadedPart =
  | { kind: 'field'; name: string; value: string }
  | { kind: 'file'; name: string; fileName: string; type: string; stream: Readable };

/** Cookies that an answer sets; each is HttpOnly, SameSite=Lax and, where the shop is https, `__Host-` and Secure. */
export interface AnswerCookies {
  session?: { token: string; expiresAt: number } | 'end' | undefined;
  /** A new cart's token; null forgets the cart. */
  cart?: string | null | undefined;
  guest?: { purchaseId: string; token: string } | undefined;
}

export type PageAnswer =
  | { page: Page; status?: number; cookies?: AnswerCookies; retryAfterSeconds?: number }
  /** A path of the shop without the locale's prefix; `done` names a notice of `ctx.t.notices` that the next page shows. */
  | { redirect: string; done?: string; cookies?: AnswerCookies }
  | { content: string | Buffer; type: string; cacheControl?: string; status?: number };

export type PageHandler = (request: PageRequest) => PageAnswer | Promise<PageAnswer>;

/** One line of the route map. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Without the locale's prefix; `:name` for parameters. */
  readonly path: string;
  /** member: a visitor is sent to sign in; administrator: anyone else gets 404. */
  readonly access: 'anyone' | 'member' | 'administrator';
  readonly handle: PageHandler;
  /** A page that all visitors see alike: shared caches may keep it for a second. */
  readonly shared?: true;
  /** Only at its bare path, in no language. */
  readonly unlocalised?: true;
  readonly multipart?: true;
}
