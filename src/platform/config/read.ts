import { readFileSync } from 'node:fs';
import { type VariableName, type Variables, variables } from './variables.ts';

/** A wrong or missing variable: the message is the one line that stops the start. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every known variable, each also from the file that `NAME_FILE` names; an empty value counts as absent. */
export function readVariables(environment: Environment): Variables {
  const entries = Object.entries(variables).map(([name, { schema, takes }]) => {
    const parsed = schema.safeParse(rawValue(name, environment));
    if (!parsed.success) throw new ConfigError(`${name} takes ${takes}.`);
    return [name, parsed.data];
  });
  return Object.fromEntries(entries) as Variables;
}

function rawValue(name: string, environment: Environment): string | undefined {
  const file = isSecret(name) ? environment[`${name}_FILE`] : undefined;
  const given = file ? readSecretFile(`${name}_FILE`, file) : environment[name];
  return given === '' ? undefined : given;
}

const isSecret = (name: string): boolean => 'secret' in variables[name as VariableName];

/** The secret that a file holds, without the line break at its end. */
export function readSecretFile(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`${variable} takes the path of a file that can be read.`);
  }
}
