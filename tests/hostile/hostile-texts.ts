import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedDataFolder } from '../support/shared-data.ts';

const folder = join(sharedDataFolder, 'hostile/text');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const readJson = (name: string): unknown => JSON.parse(read(name));

/** Text that breaks programs: odd Unicode, markup, formulas, paths; and what no text should be: very long, empty, half a character. */
export function hostileTexts(): string[] {
  const scripts = read('xss.txt').split('\n');
  const texts = [
    ...(readJson('unicode_cases.json') as { input: string }[]).map(({ input }) => input),
    ...(readJson('csv_injection.json') as { cell: string }[]).map(({ cell }) => cell),
    ...(readJson('filenames.json') as string[]),
    ...scripts.filter((_text, at) => at % 4 === 0),
    ...[
      '',
      ' ',
      '\0',
      '\ud800',
      'x'.repeat(9_000),
      '\u202e\u2066',
      "' OR 1=1 --",
      '{{7*7}}',
      '${7*7}',
      '%s%n',
      '__proto__',
    ],
  ];
  return [...new Set(texts)];
}
