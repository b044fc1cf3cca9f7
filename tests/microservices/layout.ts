import type { ModuleName } from '../../src/placement.ts';

export const serviceNames = ['web', 'catalogue', 'payments', 'messaging'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The shop as four services: `web` keeps what the pages know, and what is left. */
const modules: Readonly<Record<ServiceName, readonly ModuleName[]>> = {
  web: ['accounts', 'sales', 'delivery'],
  catalogue: ['catalogue'],
  payments: ['payments'],
  messaging: ['messaging'],
};

export const modulesOf = (service: ServiceName): readonly ModuleName[] => modules[service];

/** Whom a service calls. */
const calls: Readonly<Record<ServiceName, readonly ServiceName[]>> = {
  web: ['catalogue', 'payments', 'messaging'],
  catalogue: ['web'],
  payments: ['web'],
  messaging: [],
};

export const serviceKey = 'a-key-for-calls-between-services-in-tests';

/** What a service is told about where its modules are; `urlOf` says where another service is reached. */
export function placementEnvironment(
  service: ServiceName,
  port: number,
  urlOf: (service: ServiceName) => string,
): Record<string, string> {
  const urls = calls[service].flatMap((called) =>
    modules[called].map((module) => [`${module.toUpperCase()}_URL`, urlOf(called)] as const),
  );
  return {
    MODULES: modules[service].join(','),
    SERVICE_PORT: String(port),
    SERVICE_KEY: serviceKey,
    ROLES: service === 'web' ? 'web,worker' : 'worker',
    ...Object.fromEntries(urls),
  };
}
