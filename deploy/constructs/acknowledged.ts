import { type Stack, Validations } from 'aws-cdk-lib';

/** A finding of cdk-nag that stays as it is, where, and why. */
export interface Acknowledged {
  path: string;
  id: string;
  reason: string;
}

/** Errors: a path that isn't in the stack, so that a reason never outlives what it was for. */
export function acknowledge(stack: Stack, findings: Acknowledged[]): void {
  for (const { path, id, reason } of findings) {
    const construct =
      path === ''
        ? stack
        : path.split('/').reduce((scope, name) => scope.node.findChild(name), stack as Stack['node']['root']);
    Validations.of(construct).acknowledge({ id, reason });
  }
}
