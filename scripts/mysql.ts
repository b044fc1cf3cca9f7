// Keeps one MySQL running for test runs by hand, so that each test file need not start its own. Ctrl-C stops it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMysql } from '../tests/support/mysql.ts';
import { provisionMysqlProgram } from './provision/mysql.ts';

const folder = join(import.meta.dirname, '../var');
const notice = join(folder, 'test-mysql.json');

await provisionMysqlProgram();
const server = await startMysql();
mkdirSync(folder, { recursive: true });
writeFileSync(notice, JSON.stringify({ pid: process.pid, url: server.url() }));
console.log(`TEST_MYSQL_URL=${server.url()}`);

const keepRunning = setInterval(() => undefined, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(keepRunning);
    rmSync(notice, { force: true });
    void server.stop();
  });
}
