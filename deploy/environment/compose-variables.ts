import type { Stage } from '../environment.ts';
import { operatorVariables } from './operator-variables.ts';
import { secretFileName, secretsFolder, settingsOf } from './stage-environment.ts';

/** The `environment:` of the application in a compose file; what the deployment gives is written there by hand. */
export function composeEnvironment(stage: Stage): string {
  return settingsOf(stage)
    .flatMap(({ variable: { name }, setting }) => {
      if (setting.by === 'stage') return [`${name}: ${JSON.stringify(setting.value)}`];
      if (setting.by === 'secret') return [`${name}_FILE: ${secretsFolder}/${secretFileName(name)}`];
      return setting.by === 'operator' ? [`${name}: \${${name}:-}`] : [];
    })
    .map((line) => `  ${line}`)
    .join('\n');
}

/** How a compose file takes an operator's variable: with its default, or failing with a sentence. */
export function composeReference(name: string): string {
  const variable = operatorVariables.find((each) => each.name === name);
  if (!variable) throw new Error(`${name} is not an operator's variable: see deploy/environment/operator-variables.ts`);
  return variable.default === undefined
    ? `\${${name}:?set it in .env: ${variable.meaning}}`
    : `\${${name}:-${variable.default}}`;
}
