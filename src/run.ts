import { greet } from './greeting.ts';
import { placementOf } from './placement.ts';
import { ConfigError, readConfig } from './platform/config/index.ts';
import { createLogger } from './platform/log.ts';
import { type RunningProcess, start } from './start.ts';

/** Runs the process until it is told to stop. */
export async function run(): Promise<void> {
  const config = readOrExit();
  const log = createLogger(config.logLevel);
  try {
    const running = await start(config, log);
    stopOnSignal(running);
    if (config.development) greet(running);
    else log.info({ url: config.publicUrl, roles: [...config.roles] }, 'ready');
  } catch (error) {
    log.fatal({ err: error }, 'the shop could not start');
    process.exit(1);
  }
}

function readOrExit(): ReturnType<typeof readConfig> {
  try {
    const config = readConfig();
    placementOf(config);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function stopOnSignal(running: RunningProcess): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
