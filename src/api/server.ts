import type { FastifyInstance } from 'fastify';
import type { Shop } from '../compose.ts';

/** Registers REST version 1 under `/api/v1`. */
export async function registerApi(_server: FastifyInstance, _shop: Shop): Promise<void> {
  await Promise.resolve();
}
