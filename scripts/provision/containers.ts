import { type Provision, unavailable } from './provision.ts';
import { runProgram } from './run-program.ts';

const ANSWER_SECONDS = 20;

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
