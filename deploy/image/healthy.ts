/** The container's health check: ready, where it serves pages; alive, where it only works. Exits 0 or 1. */
const { ROLES = 'web,worker', PORT = '3000', METRICS_PORT = '9464' } = process.env;
const address = ROLES.includes('web') ? `http://127.0.0.1:${PORT}/health` : `http://127.0.0.1:${METRICS_PORT}/metrics`;

try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(8000) });
  if (!answer.ok)
    process.stderr.write(`${address} answers ${String(answer.status)}: ${(await answer.text()).slice(0, 200)}\n`);
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`${address} does not answer: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
