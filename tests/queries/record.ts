import { AsyncLocalStorage } from 'node:async_hooks';
import type { CompiledQuery } from 'kysely';
import type { AnyDatabase } from '../../src/platform/db/index.ts';

const recordings = new AsyncLocalStorage<CompiledQuery[]>();

/** What a piece of work asks of the database; what goes on beside it, as the index that follows changed listings, is not its own. */
export async function record(db: AnyDatabase, work: () => Promise<unknown>): Promise<CompiledQuery[]> {
  const executor = db.query.getExecutor();
  const asked: CompiledQuery[] = [];
  const execute = executor.executeQuery.bind(executor);
  executor.executeQuery = (query) => {
    recordings.getStore()?.push(query);
    return execute(query);
  };
  try {
    await recordings.run(asked, work);
  } finally {
    executor.executeQuery = execute;
  }
  return asked;
}
