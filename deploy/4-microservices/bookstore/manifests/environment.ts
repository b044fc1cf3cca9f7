import {
  secretFileVariable,
  settingsOf,
  stageEnvironment,
  withoutSecrets,
} from '../../../environment/stage-environment.ts';
import { databaseOf, type ServiceName, serviceNames, services } from '../services.ts';
import { doorsPort } from './applications.ts';

/** Addresses of pods that are believed about whom they speak for; an overlay names its cluster's. */
const privateAddresses = '10.0.0.0/8';

/** What NGINX is told beside. */
export const edgeEnvironment = { DOMAIN: 'books.example.org', TRUSTED_BALANCERS: privateAddresses };

/** A service's ConfigMap: what the stage fixes, its modules, its database, and where the modules are that it calls. */
export function environmentOf(service: ServiceName): Record<string, string> {
  const { modules, calls, secrets, connections } = services[service];
  const urls = calls.flatMap((called) =>
    services[called].modules.map((module) => [`${module.toUpperCase()}_URL`, `http://${called}:${doorsPort}`]),
  );
  const deployment = {
    DATABASE_HOST: 'database',
    DATABASE_NAME: databaseOf(service),
    DATABASE_USER: databaseOf(service),
    ROLES: service === 'web' ? 'web' : 'worker',
    MODULES: modules.join(','),
    SERVICE_PORT: String(doorsPort),
    PUBLIC_URL: 'https://books.example.org',
    TRUSTED_PROXIES: privateAddresses,
  };
  const operator: Record<string, string> = { ...Object.fromEntries(urls), DATABASE_POOL_SIZE: String(connections) };
  const environment = stageEnvironment('microservices', { deployment, operator });
  const foreign = serviceSecrets.filter((secret) => !secrets.includes(secret));
  return {
    ...withoutSecrets(environment, foreign),
    ...(service === 'web' ? { RELEASE_DATABASE_USER: 'root' } : {}),
  };
}

/** Files of secrets that belong to one service. */
const serviceSecrets = serviceNames.flatMap((service) => services[service].secrets);

/** For a process that has a service's ConfigMap and none of its `secrets`: an empty name is none. */
export const noServiceSecrets = (service: ServiceName): Record<string, string> =>
  Object.fromEntries(services[service].secrets.map((secret) => [secretFileVariable(secret), '']));

/** Names that an overlay's `application.env` may set; where modules are is the stage's, not the operator's. */
export function operatorNames(): string[] {
  const places = serviceNames.flatMap((service) =>
    services[service].modules.map((module) => `${module.toUpperCase()}_URL`),
  );
  return settingsOf('microservices').flatMap(({ variable, setting }) =>
    setting.by === 'operator' && !places.includes(variable.name) ? [variable.name] : [],
  );
}
