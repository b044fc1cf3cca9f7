import type { AddressInfo } from 'node:net';
import { createLogger } from '../log.ts';
import { openLine } from './line.ts';
import { remoteDoor } from './remote-door.ts';
import { serveDoors } from './serve-doors.ts';
import type { Verbs } from './verbs.ts';

export const testKey = 'a-key-for-calls-between-services-in-tests';

/** A door as another process has it: behind a server of its own, by real calls. */
export async function overHttp<Door extends object>(
  name: string,
  door: Door,
  verbs: Verbs<Door>,
): Promise<{ door: Door; url: string; close: () => Promise<void> }> {
  const server = serveDoors({
    doors: [{ name, door, verbs: { ...verbs } }],
    keys: [testKey],
    log: createLogger('silent'),
    isReady: () => true,
    isDraining: () => false,
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  const line = openLine({ service: name, url, key: testKey, caller: 'tests' });
  return {
    door: remoteDoor(line, name, verbs),
    url,
    close: async () => {
      line.close();
      await server.close();
    },
  };
}

/** The same tests hold a module's door in this process and, where TEST_DOORS is `http`, over HTTP. */
export async function doorUnderTest<Door extends object>(
  name: string,
  door: Door,
  verbs: Verbs<Door>,
): Promise<{ door: Door; close: () => Promise<void> }> {
  // eslint-disable-next-line no-restricted-syntax -- a switch of the tests, not of the shop
  if (process.env.TEST_DOORS === 'http') return overHttp(name, door, verbs);
  return { door, close: () => Promise.resolve() };
}
