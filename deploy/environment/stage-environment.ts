import { type Setting, type Stage, type Variable, variables } from '../environment.ts';

/** Folder in a container where a stage puts the files of secrets. */
export const secretsFolder = '/run/bookstore';

export const secretFileName = (variable: string): string => variable.toLowerCase().replaceAll('_', '-');

/** Names the file of a secret whose file has that name. */
export const secretFileVariable = (file: string): string => `${file.toUpperCase().replaceAll('-', '_')}_FILE`;

/** Files of secrets that a real payment gateway needs; both or neither. */
export const paymentSecrets: readonly string[] = ['mercadopago-access-token', 'mercadopago-webhook-secret'];

/** `environment` for a process that is not given these files of secrets. */
export function withoutSecrets(environment: Record<string, string>, files: readonly string[]): Record<string, string> {
  const left = files.map(secretFileVariable);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !left.includes(name)));
}

/** Each variable that the stage sets, with how. */
export function settingsOf(stage: Stage): { variable: Variable; setting: Setting }[] {
  return variables.flatMap((variable) => {
    const setting = variable.stages[stage];
    return setting ? [{ variable, setting }] : [];
  });
}

/**
 * The environment of one process in a stage: what the stage fixes, paths of secrets, and the two kinds of values handed in.
 * Errors: a value that the stage takes from its deployment and did not get; a value nobody asked for.
 */
export function stageEnvironment(
  stage: Stage,
  values: { deployment: Record<string, string>; operator?: Record<string, string> },
): Record<string, string> {
  const { deployment, operator = {} } = values;
  const environment: Record<string, string> = {};
  const taken = new Set<string>();
  for (const { variable, setting } of settingsOf(stage)) {
    const entry = entryOf(variable.name, setting, deployment, operator);
    if (entry) environment[entry.name] = entry.value;
    if (setting.by === 'deployment' || setting.by === 'operator') taken.add(`${setting.by} ${variable.name}`);
  }
  const given = Object.entries({ deployment, operator }).flatMap(([by, each]) =>
    Object.keys(each).map((name) => `${by} ${name}`),
  );
  const unknown = given.filter((each) => !taken.has(each)).map((each) => each.split(' ')[1]);
  if (unknown.length > 0)
    throw new Error(`stage ${stage} does not set ${unknown.join(', ')}: see deploy/environment.ts`);
  return environment;
}

function entryOf(
  name: string,
  setting: Setting,
  deployment: Record<string, string>,
  operator: Record<string, string>,
): { name: string; value: string } | undefined {
  if (setting.by === 'stage') return { name, value: setting.value };
  if (setting.by === 'secret') return { name: `${name}_FILE`, value: `${secretsFolder}/${secretFileName(name)}` };
  const value = setting.by === 'deployment' ? deployment[name] : operator[name];
  if (value !== undefined) return { name, value };
  if (setting.by === 'deployment') throw new Error(`${name} is missing: ${setting.from}`);
  if (setting.required) throw new Error(`${name} is missing: ${setting.required}`);
  return undefined;
}
