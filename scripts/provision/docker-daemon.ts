import { join } from 'node:path';
import { type OwnMachine, startOwnMachine } from './own-machine.ts';
import { runProgram } from './run-program.ts';

export const socketOf = (machine: OwnMachine): string => join(machine.folder, 'docker.sock');

/** A Docker daemon of one's own: in its machine's network the containers' ports are published. Its images and volumes are kept for the next one. Errors: it does not start. */
export function startDockerDaemon(): Promise<OwnMachine> {
  const isUp = (machine: OwnMachine): Promise<boolean> =>
    runProgram('curl', ['-sf', '--unix-socket', socketOf(machine), 'http://docker/_ping']).then(
      () => true,
      () => false,
    );
  return startOwnMachine({ name: 'docker', script: 'docker-machine.sh', isUp });
}
