import type { Stage } from '../environment.ts';
import { operatorVariables } from './operator-variables.ts';
import { settingsOf } from './stage-environment.ts';

/** The `.env.example` of a stage: what its operator must say first, what they may say below. */
export function envExample(stage: Stage): string {
  const own = operatorVariables.filter((each) => each.stages.includes(stage));
  const must = own.filter((each) => each.default === undefined);
  const may = own.filter((each) => each.default !== undefined);
  return [
    '# Generated from deploy/environment.ts by `npm run generate`: change it there.',
    '# Copy to .env, mode 0600. Secrets are files in secrets/, made by bootstrap.',
    '',
    '# Must be set.',
    ...must.map((each) => entry(each.meaning, each.name, each.example ?? '')),
    '# May be set: what stands here is the default.',
    ...may.map((each) => entry(each.meaning, each.name, each.default ?? '', true)),
    ...settingsOf(stage).flatMap(({ variable, setting }) =>
      setting.by === 'operator'
        ? [entry(variable.meaning, variable.name, setting.example ?? variable.default ?? '', true)]
        : [],
    ),
  ].join('\n');
}

const entry = (meaning: string, name: string, value: string, commented = false): string =>
  `# ${meaning}\n${commented ? '#' : ''}${name}=${/[\s#]/.test(value) ? `"${value}"` : value}\n`;
