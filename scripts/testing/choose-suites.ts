import { parseArgs } from 'node:util';
import { type Part, parts, type Suite, suites } from '../../tests/parts.ts';
import { isNeed } from '../provision/index.ts';
import type { Need } from '../provision/provision.ts';

export interface Choice {
  readonly suites: readonly Suite[];
  readonly list: boolean;
  /** Only get these, run nothing. */
  readonly provision: readonly Need[];
}

export const usage = `npm test [-- [PART…] [--only PATTERN…] [--list] [--provision NEED…]]
  parts: ${parts.map(partKey).join(', ')}`;

/** Errors: an unknown part or option, or nothing chosen; the message says what there is. */
export function chooseSuites(args: readonly string[]): Choice {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      provision: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
    },
  });
  const wanted = positionals.map(partNamed);
  const chosen = suites.filter((suite) => isChosen(suite, wanted, values.only));
  if (chosen.length === 0) throw new Error(`no suite is called ${values.only.join(' or ')}`);
  return { suites: chosen, list: values.list, provision: values.provision.map(needNamed) };
}

function isChosen(suite: Suite, wanted: readonly Part[], only: readonly string[]): boolean {
  const inPart = wanted.length === 0 || wanted.includes(suite.part);
  return inPart && (only.length === 0 || only.some((pattern) => suite.name.includes(pattern)));
}

/** Parts are typed without spaces and dashes' exactness: `stages-1-2`, `stages12`. */
function partKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function partNamed(text: string): Part {
  const letters = (name: string) => partKey(name).replaceAll('-', '');
  const part = parts.find((name) => letters(name) === letters(text));
  if (!part) throw new Error(`there is no part "${text}"`);
  return part;
}

function needNamed(text: string): Need {
  if (!isNeed(text)) throw new Error(`nothing is known of "${text}"`);
  return text;
}
