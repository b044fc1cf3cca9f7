/** The shop as services: one image, cut where load or trust differs. What runs in each, whom it calls, how it grows. */
export const serviceNames = ['web', 'catalogue', 'payments', 'messaging'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface Service {
  readonly modules: readonly string[];
  /** Services whose doors it calls; its callers follow from that. */
  readonly calls: readonly ServiceName[];
  /** Ports on the Internet: gateways, mail servers, other people's catalogues. */
  readonly internet: readonly number[];
  /** Files of secrets beside its own password and key. */
  readonly secrets: readonly string[];
  readonly photos: 'writes' | 'reads' | undefined;
  /** Requests of CPU in thousandths and memory in MiB, and the limit of memory: measured, docs/microservices.md. */
  readonly cpu: number;
  readonly memory: number;
  readonly memoryLimit: number;
  /** Connections of one process to its database; all services together stay below what the database takes. */
  readonly connections: number;
  readonly replicas: { readonly least: number; readonly most: number };
}

export const services: Readonly<Record<ServiceName, Service>> = {
  web: {
    modules: ['accounts', 'sales', 'delivery'],
    calls: ['catalogue', 'payments', 'messaging'],
    internet: [],
    secrets: [],
    photos: 'reads',
    cpu: 500,
    memory: 256,
    memoryLimit: 768,
    connections: 8,
    replicas: { least: 2, most: 6 },
  },
  catalogue: {
    modules: ['catalogue'],
    calls: ['web'],
    internet: [443],
    secrets: [],
    photos: 'writes',
    cpu: 300,
    memory: 256,
    memoryLimit: 1024,
    connections: 8,
    replicas: { least: 2, most: 6 },
  },
  payments: {
    modules: ['payments'],
    calls: ['web'],
    internet: [443],
    // Named here again: the image has this file and not the stages' environment.
    secrets: ['mercadopago-access-token', 'mercadopago-webhook-secret'],
    photos: undefined,
    cpu: 100,
    memory: 192,
    memoryLimit: 512,
    connections: 5,
    replicas: { least: 2, most: 4 },
  },
  messaging: {
    modules: ['messaging'],
    calls: [],
    internet: [465, 587],
    secrets: ['smtp-url'],
    photos: undefined,
    cpu: 100,
    memory: 192,
    memoryLimit: 512,
    connections: 3,
    replicas: { least: 2, most: 3 },
  },
};

export const databaseOf = (service: ServiceName): string => `bookstore_${service}`;
