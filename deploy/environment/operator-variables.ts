import type { Stage } from '../environment.ts';

/** What an operator tells a deployment and the application never sees. */
export interface OperatorVariable {
  name: string;
  meaning: string;
  stages: Stage[];
  /** Without one it is required, and a start without it fails with the meaning. */
  default?: string;
  example?: string;
}

export const operatorVariables: readonly OperatorVariable[] = [
  {
    name: 'DOMAIN',
    meaning: 'the name of the shop on the Internet',
    stages: ['single-vm'],
    example: 'books.example.org',
  },
  {
    name: 'BOOKSTORE_IMAGE',
    meaning: 'the image of the release that runs, by tag or digest, never the tag latest',
    stages: ['single-vm'],
    example: 'registry.example.org/bookstore:0.1.0',
  },
  {
    name: 'ACME_EMAIL',
    meaning: 'whom the certificate authority may write to',
    stages: ['single-vm'],
    example: 'ops@example.org',
  },
  {
    name: 'ACME_SERVER',
    meaning: 'directory of the certificate authority',
    stages: ['single-vm'],
    default: 'https://acme-v02.api.letsencrypt.org/directory',
  },
  {
    name: 'DATABASE_ADDRESS',
    meaning: 'private address of the database machine; it listens there and nowhere else',
    stages: ['single-vm'],
    example: '10.0.1.10',
  },
  {
    name: 'HTTP_PORT',
    meaning: 'port for http; the certificate authority asks at 80',
    stages: ['single-vm'],
    default: '80',
  },
  { name: 'HTTPS_PORT', meaning: 'port for https', stages: ['single-vm'], default: '443' },
  {
    name: 'DATABASE_MEMORY',
    meaning: 'memory of the database, a third less of it for its cache',
    stages: ['single-vm'],
    default: '1024m',
  },
  { name: 'NGINX_IMAGE', meaning: 'image of NGINX', stages: ['single-vm'], default: 'nginx:1.28.0-bookworm' },
  { name: 'MYSQL_IMAGE', meaning: 'image of MySQL', stages: ['single-vm'], default: 'mysql:8.4.5' },
  { name: 'CERTBOT_IMAGE', meaning: 'image of certbot', stages: ['single-vm'], default: 'certbot/certbot:v4.0.0' },
];
