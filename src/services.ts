import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Doors, Modules, Shop } from './compose.ts';
import { accountsVerbs } from './modules/accounts/index.ts';
import { catalogueVerbs } from './modules/catalogue/index.ts';
import { deliveryVerbs } from './modules/delivery/index.ts';
import { messagingVerbs } from './modules/messaging/index.ts';
import { paymentsVerbs } from './modules/payments/index.ts';
import { salesVerbs } from './modules/sales/index.ts';
import { type ModuleName, moduleNames, type Placement } from './placement.ts';
import type { Config } from './platform/config/index.ts';
import type { Health } from './platform/http/health.ts';
import { addHealth } from './platform/http/server.ts';
import type { Logger } from './platform/log.ts';
import { type Line, openLine, read, remoteDoor, serveDoors, serviceKeys, type Verbs } from './platform/remote/index.ts';
import type { Metrics } from './platform/telemetry/metrics.ts';
import { openSpans, type Spans } from './platform/telemetry/spans.ts';

const verbs: { readonly [Name in ModuleName]: Verbs<Doors[Name]> } = {
  accounts: accountsVerbs,
  catalogue: catalogueVerbs,
  sales: salesVerbs,
  payments: paymentsVerbs,
  delivery: deliveryVerbs,
  messaging: messagingVerbs,
};

/** What waits in the outboxes of one process's modules; every service tells, for the doctor. */
export interface Outboxes {
  waitingItems(): Promise<{ table: string; count: number; oldestMs: number }[]>;
}

const outboxesDoor = 'outboxes';
const outboxesVerbs: Verbs<Outboxes> = { waitingItems: read };

/** Mails wait for a mail server as long as it takes, so messaging's own is left out. */
export const outboxesOf = (modules: Modules): Outboxes => ({
  waitingItems: () => {
    const { accounts, catalogue, sales, payments } = modules;
    const outboxes = [accounts?.outbox, catalogue?.outbox, sales?.outbox, payments?.outbox];
    return Promise.all(
      outboxes
        .filter((outbox) => outbox !== undefined)
        .map(async (outbox) => ({ table: outbox.table, ...(await outbox.waiting()) })),
    );
  },
});

/** The modules that run elsewhere, as this process calls them. */
export interface Elsewhere {
  /** Every module: those elsewhere by a call, the others by an error that says so. */
  readonly doors: Doors;
  readonly outboxes: readonly Outboxes[];
  /** One for each address. */
  readonly lines: readonly Line[];
}

export function openElsewhere(config: Config, placement: Placement, metrics: Metrics): Elsewhere {
  const lines = openLines(config, placement, metrics);
  const doors = moduleNames.map((name) => {
    const line = lines.get(placement.elsewhere.get(name) ?? '');
    return [name, line ? remoteDoor<object>(line, name, verbs[name]) : absentDoor(name)];
  });
  return {
    doors: Object.fromEntries(doors) as Doors,
    outboxes: [...lines.values()].map((line) => remoteDoor(line, outboxesDoor, outboxesVerbs)),
    lines: [...lines.values()],
  };
}

function openLines(config: Config, placement: Placement, metrics: Metrics): Map<string, Line> {
  const [key = ''] = serviceKeys(config.serviceKey ?? '');
  const caller = [...placement.local].toSorted().join('+');
  const onCall = placement.elsewhere.size > 0 ? metrics.measureCalls() : undefined;
  const byUrl = Map.groupBy(placement.elsewhere.keys(), (name) => placement.elsewhere.get(name) ?? '');
  return new Map(
    [...byUrl].map(([url, names]) => {
      const line = openLine({ service: names.join('+'), url, key, caller, ...(onCall ? { onCall } : {}) });
      return [url, line];
    }),
  );
}

/** A module that this process was told to do without. */
function absentDoor(name: ModuleName): object {
  const refuse = (): Promise<never> => Promise.reject(new Error(`This process has no ${name}.`));
  return Object.fromEntries(Object.keys(verbs[name]).map((verb) => [verb, refuse]));
}

/** Serves the modules of this process to other services, where it has a port for that. */
export async function serveModules(
  shop: Shop,
  health: Health,
  isReady: () => boolean,
): Promise<FastifyInstance | undefined> {
  const { config, log, local, doors, modules, metrics, spans } = shop;
  if (config.servicePort === undefined) return undefined;
  const server = serveDoors({
    doors: [
      ...[...local].map((name) => ({ name, door: doors[name], verbs: verbs[name] })),
      { name: outboxesDoor, door: outboxesOf(modules), verbs: { ...outboxesVerbs } },
    ],
    keys: serviceKeys(config.serviceKey ?? ''),
    log,
    isReady,
    isDraining: () => health.isDraining(),
    spans,
  });
  addHealth(server, health);
  metrics.measure(server);
  await server.listen({ port: config.servicePort, host: config.host });
  log.info({ port: (server.server.address() as AddressInfo).port, modules: [...local] }, 'modules are served');
  return server;
}

/** A process with one module goes by its name. */
export function spansOf(config: Config, local: ReadonlySet<ModuleName>, log: Logger): Spans | undefined {
  if (config.otlpEndpoint === undefined) return undefined;
  const [only] = local.size === 1 ? local : [];
  return openSpans({ endpoint: config.otlpEndpoint, service: only ? `bookstore-${only}` : 'bookstore', log });
}
