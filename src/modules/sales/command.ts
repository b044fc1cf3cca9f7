import { DomainError, isDomainError } from '../../platform/errors.ts';
import type { SalesContext } from './context.ts';
import type { SalesTransaction } from './store.ts';
import { bodyHash, type Command, findCommand, type KnownCommand, keepCommand } from './store-commands.ts';

export type { Command } from './store-commands.ts';

/** Thrown inside a command's transaction when another request with the same key got there first. */
class AlreadyDone extends Error {}

interface Work<T> {
  /** Does it; calls `keep` in the transaction that makes the change. */
  first: (keep: (trx: SalesTransaction, resourceId: string) => Promise<void>) => Promise<T>;
  /** Answers again what was done, and goes on where the first time stopped. */
  again: (resourceId: string) => Promise<T>;
}

/**
 * A command that can be repeated: the second call with its key answers what the first did, refusals included.
 * Errors: `idempotency.mismatch` 422 for the same key with another body.
 */
export async function repeatable<T>(context: SalesContext, command: Command, work: Work<T>): Promise<T> {
  const known = await findCommand(context.db.query, command);
  if (known) return answerAgain(command, known, work);
  try {
    return await work.first(async (trx, resourceId) => {
      if (!(await keepCommand(trx, command, { resourceId }))) throw new AlreadyDone();
    });
  } catch (error) {
    if (error instanceof AlreadyDone) return repeatable(context, command, work);
    // Where the key is kept meanwhile, another request with it got there first: a second click is no refusal.
    if (isLasting(error) && !(await keepCommand(context.db.query, command, { refusal: keptRefusal(error) })))
      return repeatable(context, command, work);
    throw error;
  }
}

function answerAgain<T>(command: Command, known: KnownCommand, work: Work<T>): Promise<T> {
  if (known.bodyHash !== bodyHash(command))
    throw new DomainError('idempotency.mismatch', 422, 'This idempotency key came with another request.');
  if (known.refusal !== null) throw toError(known.refusal);
  return work.again(known.resourceId ?? '');
}

/** Too many attempts and a shop that cannot answer just now are no refusals of the command itself. */
const isLasting = (error: unknown): error is DomainError =>
  isDomainError(error) && error.status >= 400 && error.status < 500 && error.status !== 429;

const refusalOf = ({ code, status, message, details }: DomainError) => ({ code, status, message, details });

export function toError(refusal: string): DomainError {
  const { code, status, message, details } = JSON.parse(refusal) as ReturnType<typeof refusalOf>;
  return new DomainError(code, status, message, details);
}

export const keptRefusal = (error: DomainError): string => JSON.stringify(refusalOf(error));

/** Whether a command was done or refused before, for what must be asked elsewhere before its transaction. */
export const repeatableCheck = async (context: SalesContext, command: Command): Promise<boolean> =>
  (await findCommand(context.db.query, command)) !== undefined;
