/**
 * Writes what is generated from deploy/environment.ts into its files; `--check` only says what differs, and fails.
 * In a file written by hand the generated part stands between two marks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { composeEnvironment } from './environment/compose-variables.ts';
import { environmentTable, operatorTable } from './environment/document.ts';
import { envExample } from './environment/env-example.ts';

const folder = new URL('.', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** `text` with the part named `name` replaced. Errors: the marks are missing. */
export function replacePart(text: string, name: string, content: string): string {
  const part = new RegExp(`(^[^\\n]*generated: ${name}\\b[^\\n]*\\n)[\\s\\S]*?(^[^\\n]*generated end[^\\n]*$)`, 'm');
  if (!part.test(text)) throw new Error(`no part "generated: ${name}" … "generated end"`);
  return text.replace(part, (_, begin: string, end: string) => `${begin}${content}\n${end}`);
}

/** Each file with generated content, as it should be. */
export function generatedFiles(): Map<string, string> {
  const compose = '1-single-vm/compose.app.yml';
  const document = '../docs/deploy/environment.md';
  const tables = replacePart(read(document), 'application', environmentTable());
  return new Map([
    ['1-single-vm/.env.example', envExample('single-vm')],
    [compose, replacePart(read(compose), 'environment', composeEnvironment('single-vm'))],
    [document, replacePart(tables, 'operator', operatorTable())],
  ]);
}

/** Paths of the files that aren't as generated; how a formatter pads a table doesn't count. */
export function driftedFiles(): string[] {
  const same = (path: string, content: string) => unpadded(readOrNothing(path) ?? '') === unpadded(content);
  return [...generatedFiles()].filter(([path, content]) => !same(path, content)).map(([path]) => path);
}

const unpadded = (text: string): string => text.replace(/ *\| */g, '|').replace(/-{3,}/g, '---');

function readOrNothing(path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const drifted = driftedFiles();
  if (process.argv.includes('--check')) {
    for (const path of drifted)
      console.error(`${path} is not what deploy/environment.ts generates: run npm run generate`);
    process.exitCode = drifted.length > 0 ? 1 : 0;
  } else {
    const files = generatedFiles();
    for (const path of drifted) writeFileSync(new URL(path, folder), files.get(path) ?? '');
  }
}
