import { type Config, ConfigError } from './platform/config/index.ts';

export const moduleNames = ['accounts', 'catalogue', 'sales', 'payments', 'delivery', 'messaging'] as const;
export type ModuleName = (typeof moduleNames)[number];

/** Which modules run in this process, and where the others are. */
export interface Placement {
  readonly local: ReadonlySet<ModuleName>;
  readonly elsewhere: ReadonlyMap<ModuleName, string>;
}

/** Whom a module calls: while it answers, and, where its events are delivered, in the role `worker`. */
export const partners: Readonly<Record<ModuleName, { always: readonly ModuleName[]; worker: readonly ModuleName[] }>> =
  {
    accounts: { always: [], worker: ['catalogue', 'sales', 'messaging'] },
    catalogue: { always: ['accounts'], worker: [] },
    sales: { always: ['accounts', 'catalogue', 'payments', 'delivery'], worker: ['messaging'] },
    payments: { always: [], worker: ['sales'] },
    delivery: { always: [], worker: [] },
    messaging: { always: [], worker: [] },
  };

/**
 * Reads it from `MODULES` and the modules' URLs: a module with a URL is called there, the others of `MODULES` run here.
 * Errors: ConfigError for a module that is in two places, or in none and needed.
 */
export function placementOf(config: Config): Placement {
  const { modules, serviceUrls, servicePort, serviceKey } = config;
  const elsewhere = new Map(
    moduleNames.flatMap((name) => (serviceUrls[name] === undefined ? [] : [[name, serviceUrls[name]] as const])),
  );
  const local = new Set(modules === 'all' ? moduleNames.filter((name) => !elsewhere.has(name)) : named(modules));
  for (const name of local)
    if (elsewhere.has(name))
      throw new ConfigError(`${variableOf(name)} takes nothing where MODULES names ${name}: it runs in one place.`);
  for (const name of neededBy(local, config.roles))
    if (!local.has(name) && !elsewhere.has(name))
      throw new ConfigError(`${variableOf(name)} takes the URL of a service: this process needs ${name}.`);
  if ((elsewhere.size > 0 || servicePort !== undefined) && serviceKey === undefined)
    throw new ConfigError('SERVICE_KEY takes at least 32 characters; it is required where services call each other.');
  return { local, elsewhere };
}

function named(modules: ReadonlySet<string>): ModuleName[] {
  const known = moduleNames.filter((name) => modules.has(name));
  if (known.length !== modules.size)
    throw new ConfigError(`MODULES takes all, or some of ${moduleNames.join(', ')}, separated by commas.`);
  return known;
}

/** Pages and REST call every module. */
function neededBy(local: ReadonlySet<ModuleName>, roles: Config['roles']): readonly ModuleName[] {
  if (roles.has('web')) return moduleNames;
  return [...local].flatMap((name) => [
    ...partners[name].always,
    ...(roles.has('worker') ? partners[name].worker : []),
  ]);
}

const variableOf = (name: ModuleName): string => `${name.toUpperCase()}_URL`;
