import { parseArgs } from 'node:util';
import { ConfigError } from '../platform/config/index.ts';
import { isDomainError } from '../platform/errors.ts';
import { type Command, Failure, type Given, UsageError } from './command.ts';
import { commands } from './commands.ts';

/** 0 on success, 1 on failure with one clear line on standard error, 2 on wrong usage. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return showHelp(name === undefined ? 2 : 0);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return complain(`bookstore: there is no command "${name}"; bookstore --help lists them`, 2);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return execute(command, rest);
}

async function execute(command: Command, words: readonly string[]): Promise<number> {
  try {
    await command.run(readWords(command, words));
    return 0;
  } catch (error) {
    if (error instanceof UsageError)
      return complain(
        `bookstore ${command.name}: ${error.message}\nusage: bookstore ${command.name} ${command.usage}`,
        2,
      );
    return complain(`bookstore ${command.name}: ${reasonOf(error)}`, 1);
  }
}

function readWords(command: Command, words: readonly string[]): Given {
  const { least, most } = command.takes ?? { least: 0, most: 0 };
  let given: Given;
  try {
    const parsed = parseArgs({ args: [...words], options: command.options ?? {}, allowPositionals: true });
    given = { positionals: parsed.positionals, values: parsed.values as Given['values'] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (given.positionals.length < least || given.positionals.length > most)
    throw new UsageError('wrong number of words');
  return given;
}

function reasonOf(error: unknown): string {
  if (error instanceof Failure || error instanceof ConfigError || isDomainError(error)) return error.message;
  const { code, message } = error as { code?: string; message?: string };
  return [code, message].filter(Boolean).join(': ').split('\n')[0] ?? 'unknown failure';
}

function complain(line: string, status: number): number {
  process.stderr.write(`${line}\n`);
  return status;
}

function showHelp(status: number): number {
  const lines = commands.map((command) => `  ${`${command.name} ${command.usage}`.trim().padEnd(52)} ${command.does}`);
  (status === 0 ? process.stdout : process.stderr).write(
    `usage: bookstore COMMAND\n\n${lines.join('\n')}\n\nbookstore COMMAND --help says more. The environment is that of docs/operating.md.\n`,
  );
  return status;
}

function helpOf(command: Command): string {
  const options = Object.keys(command.options ?? {}).map((name) => `  --${name}`);
  return `usage: bookstore ${command.name} ${command.usage}\n\n${command.does}\n${options.length > 0 ? `\noptions:\n${options.join('\n')}\n` : ''}`;
}
