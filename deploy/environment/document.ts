import { type Setting, stages, type Variable, variables } from '../environment.ts';
import { operatorVariables } from './operator-variables.ts';

/** The table of `docs/deploy/environment.md`: each variable and who sets it in each stage. */
export function environmentTable(): string {
  const head = ['variable', 'meaning', 'default', ...stages.map((_, index) => `stage ${String(index + 1)}`)];
  return [row(head), row(head.map(() => '---')), ...variables.map((each) => row(cells(each)))].join('\n');
}

/** What an operator tells a deployment beside the application's own variables. */
export function operatorTable(): string {
  const head = ['variable', 'meaning', 'default'];
  const body = operatorVariables.map((each) =>
    row([code(each.name), each.meaning, each.default ? code(each.default) : 'required']),
  );
  return [row(head), row(head.map(() => '---')), ...body].join('\n');
}

const row = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

const cells = (each: Variable): string[] => [
  code(each.name) + (each.secret ? ` (or ${code(`${each.name}_FILE`)})` : ''),
  each.meaning,
  each.default ?? '–',
  ...stages.map((stage) => said(each.stages[stage])),
];

function said(setting: Setting | undefined): string {
  if (!setting) return '–';
  if (setting.by === 'stage') return code(setting.value);
  if (setting.by === 'secret') return 'a secret';
  return setting.by === 'operator' ? 'you may' : setting.from;
}
