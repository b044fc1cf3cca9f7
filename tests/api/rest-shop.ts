import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { registerApi } from '../../src/api/server.ts';
import { watchHealth } from '../../src/platform/http/health.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { goodPassword, openWorld, type ShopWorld, type WorldOptions } from '../support/shop-world.ts';
import { type RestClient, restClient } from './rest-client.ts';

/** The fixture world with REST in front of it, in this process. */
export interface RestShop extends ShopWorld {
  readonly server: FastifyInstance;
  readonly rest: RestClient;
  /** The bearer token of a fixture person: 'lucia', 'sara', 'mateo', 'ana'. */
  signIn(user: string): Promise<string>;
}

export async function openRestShop(databaseUrl: string, options: WorldOptions = {}): Promise<RestShop> {
  const world = await openWorld(databaseUrl, options);
  const health = watchHealth({ unready: () => [], reachable: {} });
  const server = await createServer(world.config, world.log, health);
  await registerApi(server, world);
  await server.ready();
  const rest = restClient(server);
  return {
    ...world,
    server,
    rest,
    signIn: async (user) => {
      const { status, body } = await rest.call('POST', '/sessions', {
        body: { email: `${user}@example.com`, password: goodPassword },
      });
      assert.equal(status, 201);
      return (body as { token: string }).token;
    },
    close: async () => {
      await server.close();
      health.stop();
      await world.close();
    },
  };
}

export const restAddress = {
  name: 'Mateo Ríos',
  phone: '3001234567',
  line1: 'Calle 45 # 13-20',
  city: 'Bogotá',
  region: 'Bogotá, D.C.',
  country: 'CO',
};
