import type { PageRequest } from '../../route.ts';

const longest = 2000;

/** One parameter of the address; of several, the first; undefined where it is empty. */
export function queryText(query: PageRequest['query'], name: string): string | undefined {
  const value = query[name];
  const text = typeof value === 'string' ? value : value?.[0];
  return text === undefined || text === '' ? undefined : text.slice(0, longest);
}
