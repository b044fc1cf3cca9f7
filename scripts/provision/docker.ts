import { socketOf, startDockerDaemon } from './docker-daemon.ts';
import { makeBaseImages } from './docker-images.ts';
import { dockerConfiguration, getDockerTools } from './docker-tools.ts';
import { whyNoMachine } from './own-machine.ts';
import { type Provision, unavailable } from './provision.ts';
import { runProgram } from './run-program.ts';

/** What is kept of what builds have made, for the next run. */
const KEPT_BUILDS = '2GB';

/**
 * A daemon of the run's own, in namespaces of its own, so that neither a daemon of the machine nor the machine's network notices it;
 * with compose 2, buildx and the two images that others are made from. DOCKER_MACHINE is the process whose network it uses.
 */
export async function provisionDocker(): Promise<Provision> {
  const problem = await whyNoMachine();
  if (problem !== undefined) return unavailable(`needs Docker: ${problem}`);
  try {
    await getDockerTools();
    return await readyDaemon();
  } catch (error) {
    return unavailable(`needs Docker: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readyDaemon(): Promise<Provision> {
  const daemon = await startDockerDaemon();
  const environment = {
    DOCKER_HOST: `unix://${socketOf(daemon)}`,
    DOCKER_CONFIG: dockerConfiguration,
    DOCKER_BUILDKIT: '1',
    DOCKER_MACHINE: String(daemon.pid),
  };
  try {
    await removeLeftovers(environment);
    await makeBaseImages(environment);
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return { ready: true, environment, stop: () => daemon.stop() };
}

/** What a run that was killed has left, and images that nothing names any more. */
async function removeLeftovers(environment: NodeJS.ProcessEnv): Promise<void> {
  const docker = (...args: string[]) => runProgram('docker', args, { environment });
  const containers = (await docker('ps', '--all', '--quiet')).split('\n').filter(Boolean);
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  await Promise.all([
    docker('network', 'prune', '--force'),
    docker('volume', 'prune', '--all', '--force').catch(() => ''),
  ]);
  await docker('image', 'prune', '--force');
  await docker('builder', 'prune', '--force', '--keep-storage', KEPT_BUILDS);
}
