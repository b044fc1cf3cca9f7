/**
 * The container's health check: ready, where it serves pages; alive, where it only works. Exits 0 or 1.
 * It runs every few seconds, so it loads nothing but what it needs: `fetch` alone would take three times as long.
 */
import { get } from 'node:http';

const { ROLES = 'web,worker', PORT = '3000', METRICS_PORT = '9464' } = process.env;
const address = ROLES.includes('web') ? `http://127.0.0.1:${PORT}/health` : `http://127.0.0.1:${METRICS_PORT}/metrics`;

const request = get(address, { timeout: 8000, agent: false }, (answer) => {
  process.exitCode = answer.statusCode === 200 ? 0 : 1;
  if (process.exitCode === 0) answer.resume();
  else {
    process.stderr.write(`${address} answers ${String(answer.statusCode)}: `);
    answer.pipe(process.stderr, { end: false });
  }
});
request.on('timeout', () => request.destroy(new Error('no answer in time')));
request.on('error', (error) => {
  process.stderr.write(`${address} does not answer: ${error.message}\n`);
  process.exitCode = 1;
});
