import { enableCompileCache } from 'node:module';

enableCompileCache('/tmp/lead/run/var/cache/compile');
for (const m of [
  'kysely',
  'better-sqlite3',
  'mysql2',
  'fastify',
  'zod',
  'pino',
  'prom-client',
  'nodemailer',
  'sharp',
  '@node-rs/argon2',
  'otplib',
  '@fastify/swagger',
  'fastify-type-provider-zod',
  '@fastify/static',
  '@fastify/multipart',
  'isbn3',
  'hono/html',
  'esbuild',
]) {
  const c = process.cpuUsage();
  await import(import.meta.resolve ? m : m).catch((e) => console.log(e.message));
  const d = process.cpuUsage(c);
  console.log(m, ((d.user + d.system) / 1000).toFixed(0));
}
