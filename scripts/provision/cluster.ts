import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesPrograms, whyNoKubernetes } from './cluster/programs.ts';
import { type OwnMachine, startOwnMachine, whyNoMachine } from './own-machine.ts';
import { type Provision, unavailable } from './provision.ts';

/** Of a start on two busy cores. */
const START_SECONDS = 150;

/**
 * One node of Kubernetes in a machine of the run's own, with metrics for autoscalers and names for Services; images are loaded into it.
 * CLUSTER_MACHINE is the process whose network it uses; CLUSTER_FOLDER holds what `deploy/testing/cluster.ts` reads.
 */
export async function provisionCluster(): Promise<Provision> {
  const problem = whyNoKubernetes() ?? (await whyNoMachine());
  if (problem !== undefined) return unavailable(`needs Kubernetes: ${problem}`);
  try {
    const machine = await startNode(await kubernetesPrograms());
    const environment = { CLUSTER_MACHINE: String(machine.pid), CLUSTER_FOLDER: machine.folder };
    return { ready: true, environment, stop: () => machine.stop() };
  } catch (error) {
    return unavailable(`needs Kubernetes: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function startNode(programs: string): Promise<OwnMachine> {
  return startOwnMachine({
    name: 'cluster',
    script: 'cluster-machine.sh',
    environment: { NODE: process.execPath, KUBERNETES_PROGRAMS: programs },
    isUp: (machine) => Promise.resolve(existsSync(join(machine.folder, 'ready'))),
    startSeconds: START_SECONDS,
  });
}
