import { type Provision, unavailable } from './provision.ts';
import { runProgram } from './run-program.ts';

const ANSWER_SECONDS = 20;

/** Docker is used where it runs; `npm test` does not install a daemon. */
export function provisionDocker(): Promise<Provision> {
  return answering('Docker', 'docker', ['version', '--format', '{{.Server.Version}}']);
}

export function provisionKubernetes(): Promise<Provision> {
  return answering('Kubernetes', 'kubectl', ['version']);
}

async function answering(name: string, program: string, args: readonly string[]): Promise<Provision> {
  try {
    await runProgram(program, args, { timeoutSeconds: ANSWER_SECONDS });
    return { ready: true };
  } catch {
    return unavailable(`needs ${name}: \`${program} ${args[0] ?? ''}\` gets no answer`);
  }
}
