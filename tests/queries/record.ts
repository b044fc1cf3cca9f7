import type { CompiledQuery } from 'kysely';
import type { AnyDatabase } from '../../src/platform/db/index.ts';

/** What keeps the search index up to date asks now and then, whatever page is shown. */
const ofFollower = /changed_at["`]? (>=|\))|max\(changed_at|^\s*select cast/;

/** What a piece of work asks of the database, apart from what goes on beside it. */
export async function record(db: AnyDatabase, work: () => Promise<unknown>): Promise<CompiledQuery[]> {
  const executor = db.query.getExecutor();
  const asked: CompiledQuery[] = [];
  const execute = executor.executeQuery.bind(executor);
  executor.executeQuery = (query) => {
    if (!ofFollower.test(query.sql)) asked.push(query);
    return execute(query);
  };
  try {
    await work();
  } finally {
    executor.executeQuery = execute;
  }
  return asked;
}
