/** One of the fourteen parts of the Sock Shop (deprecated upstream; last functional change in 2021). */
export interface Workload {
  name: string;
  image: string;
  port: number;
  kind: 'java' | 'go' | 'node' | 'mongo' | 'mysql' | 'redis' | 'rabbitmq';
  /** Names of the parts that it calls. */
  calls: string[];
  replicas?: number;
  environment?: Record<string, string>;
}

const java = '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false';
const mongo = 'mongo:4.4.29';
const javaService = (name: string, tag: string, calls: string[]): Workload => ({
  name,
  image: `weaveworksdemos/${name}:${tag}`,
  port: 80,
  kind: 'java',
  calls,
  environment: { JAVA_OPTS: java },
});
const goService = (name: string, tag: string, calls: string[], environment?: Record<string, string>): Workload => ({
  name,
  image: `weaveworksdemos/${name}:${tag}`,
  port: 80,
  kind: 'go',
  calls,
  ...(environment ? { environment } : {}),
});
/** 4.4: newer ones refuse OP_QUERY, which the old drivers speak, and 5.0 needs AVX. */
const mongoDatabase = (name: string): Workload => ({ name, image: mongo, port: 27017, kind: 'mongo', calls: [] });

export const workloads: readonly Workload[] = [
  {
    name: 'front-end',
    image: 'weaveworksdemos/front-end:0.3.12',
    port: 8079,
    kind: 'node',
    calls: ['catalogue', 'carts', 'user', 'orders', 'session-db'],
    replicas: 2,
    environment: { SESSION_REDIS: 'true' },
  },
  goService('catalogue', '0.3.5', ['catalogue-db']),
  {
    name: 'catalogue-db',
    image: 'weaveworksdemos/catalogue-db:0.3.0',
    port: 3306,
    kind: 'mysql',
    calls: [],
    environment: { MYSQL_DATABASE: 'socksdb' },
  },
  javaService('carts', '0.4.8', ['carts-db']),
  mongoDatabase('carts-db'),
  javaService('orders', '0.4.7', ['orders-db', 'user', 'carts', 'payment', 'shipping']),
  mongoDatabase('orders-db'),
  goService('payment', '0.4.3', []),
  javaService('shipping', '0.4.8', ['rabbitmq']),
  javaService('queue-master', '0.3.1', ['rabbitmq']),
  { name: 'rabbitmq', image: 'rabbitmq:3.6.8-management', port: 5672, kind: 'rabbitmq', calls: [] },
  { name: 'session-db', image: 'redis:7.4.2-alpine', port: 6379, kind: 'redis', calls: [] },
  // It reads MONGO_HOST; upstream's manifest sets `mongo`, which it ignores.
  goService('user', '0.4.7', ['user-db'], { MONGO_HOST: 'user-db:27017' }),
  mongoDatabase('user-db'),
];

/** How each kind runs: its user, memory in MiB, what may be written, how it is started. */
export const kinds: Record<
  Workload['kind'],
  {
    user: number;
    memory: [number, number];
    cpu: number;
    folders: string[];
    health?: string;
    command?: string[];
    args?: string[];
  }
> = {
  java: { user: 10001, memory: [300, 500], cpu: 100, folders: ['/tmp'], health: '/health' },
  go: { user: 10001, memory: [64, 200], cpu: 50, folders: ['/tmp'], health: '/health' },
  node: { user: 10001, memory: [200, 512], cpu: 100, folders: ['/tmp'], health: '/' },
  mongo: {
    user: 999,
    memory: [256, 768],
    cpu: 100,
    folders: ['/data/db', '/data/configdb', '/tmp'],
    command: ['mongod'],
    args: ['--bind_ip_all', '--wiredTigerCacheSizeGB', '0.25'],
  },
  // MySQL 5.7 and Erlang of that time reserve memory for every file that they might open: a node's limit of a thousand million is too much.
  mysql: {
    user: 999,
    memory: [384, 768],
    cpu: 100,
    folders: ['/var/lib/mysql', '/var/run/mysqld', '/tmp'],
    command: ['sh', '-c', 'ulimit -n 65536 && exec docker-entrypoint.sh mysqld'],
  },
  rabbitmq: {
    user: 999,
    memory: [256, 512],
    cpu: 100,
    folders: ['/var/lib/rabbitmq', '/var/log/rabbitmq', '/etc/rabbitmq', '/tmp'],
    command: ['sh', '-c', 'ulimit -n 65536 && exec docker-entrypoint.sh rabbitmq-server'],
  },
  // Sessions may be lost with it; a snapshot that can't be written would stop it from taking any.
  redis: { user: 999, memory: [32, 128], cpu: 50, folders: ['/tmp'], args: ['--save', '', '--appendonly', 'no'] },
};
