import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Doors } from '../compose.ts';
import type { Actor } from '../modules/accounts/index.ts';
import type { Buyer } from '../modules/sales/index.ts';
import type { Config } from '../platform/config/index.ts';

/** anyone · member (else 401) · administrator (else 404) · buyer: a member, or a guest whose bearer token is that of a purchase. */
export type Access = 'anyone' | 'member' | 'administrator' | 'buyer';

export interface ApiRequest<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly doors: Doors;
  readonly config: Config;
  readonly actor: Actor | null;
  readonly bearer: string | undefined;
  readonly idempotencyKey: string;
  readonly from: string;
  readonly userAgent: string;
  readonly raw: FastifyRequest;
}

export interface ApiAnswer {
  status: number;
  body?: unknown;
  /** The body as JSON, where that is at hand. */
  json?: string;
}

export interface Operation<P = unknown, Q = unknown, B = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api/v1, with `:name` for parameters. */
  readonly path: string;
  readonly access: Access;
  readonly tag: string;
  readonly summary: string;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** A body that is not JSON, described for the document only. */
  readonly multipart?: true;
  /** Moves money or stock: takes an Idempotency-Key. */
  readonly repeatable?: true;
  readonly answers: Readonly<Record<number, z.ZodType>>;
  readonly handle: (request: ApiRequest<P, Q, B>) => Promise<ApiAnswer>;
}

/** One line of the map of REST; its types follow from its schemas. */
export const operation = <P, Q, B>(line: Operation<P, Q, B>): Operation => line as unknown as Operation;

/** Who a member's operation acts for; its access has made sure that there is one. */
export function accountOf(request: { actor: Actor | null }): Actor {
  if (!request.actor) throw new Error('An operation for members was reached without one.');
  return request.actor;
}

export const buyerOf = (request: { actor: Actor | null; bearer: string | undefined }): Buyer =>
  request.actor ? { accountId: request.actor.accountId } : { guestToken: request.bearer ?? '' };

export const idParam = <K extends string>(name: K) =>
  z.object({ [name]: z.string().max(64) } as Record<K, z.ZodString>);

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: z.string().max(500).optional(),
});
