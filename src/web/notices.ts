import type { Notice } from './layout.ts';
import type { Messages } from './messages/index.ts';

/** The notice that a redirect asked for by name; a name that is not ours shows nothing. */
export function noticeFor(t: Messages, name: unknown): Notice | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(t.notices, name)) return undefined;
  return { kind: 'done', text: t.notices[name as keyof Messages['notices']] };
}
