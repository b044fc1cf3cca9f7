import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** A setting less safe than the default; it takes a reason in writing, which the stack shows among its outputs. */
export interface OptOut<Value> {
  value: Value;
  reason: string;
}

/** The safe default, or what was chosen instead. Errors: a reason of fewer than 20 characters is none. */
export function safely<Value>(stack: Stack, setting: string, safe: Value, chosen?: OptOut<Value>): Value {
  if (!chosen) return safe;
  if (chosen.reason.trim().length < 20)
    throw new Error(`${setting}: say in a sentence why ${String(chosen.value)} will do`);
  new CfnOutput(stack, `OptOut${setting}`, { value: `${String(chosen.value)}: ${chosen.reason}` });
  return chosen.value;
}
