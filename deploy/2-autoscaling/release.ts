/**
 * What a release does once, before an instance runs it: fetches the authority of the database's certificate, migrates, and publishes
 * its built files for the instances of the release before. Every step may be repeated. Settings by environment.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publishFiles } from '../nginx/publish-release.ts';

const { AWS_REGION = '', DATABASE_SSL_CA, DATABASE_CA_URL, SHARED_ASSETS, ASSETS_FOLDER = 'var/assets' } = process.env;

if (DATABASE_SSL_CA) {
  const url = DATABASE_CA_URL ?? `https://truststore.pki.rds.amazonaws.com/${AWS_REGION}/${AWS_REGION}-bundle.pem`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`no authority of the database's certificate: ${String(answer.status)}`);
  writeFileSync(DATABASE_SSL_CA, await answer.text());
}

const migrated = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)), 'migrate'],
  { stdio: 'inherit' },
);
if (migrated.error) throw migrated.error;
process.exitCode = migrated.status ?? 1;

if (process.exitCode === 0 && SHARED_ASSETS) publishFiles(ASSETS_FOLDER, SHARED_ASSETS);
