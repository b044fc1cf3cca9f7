import type { ParseArgsConfig } from 'node:util';

/** What a command was given. */
export interface Given {
  positionals: string[];
  values: Record<string, string | boolean | undefined>;
}

export interface Command {
  name: string;
  /** After the name, in the usage. */
  usage: string;
  does: string;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** How many positional words it takes. */
  takes?: { least: number; most: number };
  run: (given: Given) => Promise<void>;
}

/** Wrong usage: exit 2. */
export class UsageError extends Error {}

/** A failure that one line says all about: exit 1. */
export class Failure extends Error {}

export function requiredOption(given: Given, name: string): string {
  const value = given.values[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}
