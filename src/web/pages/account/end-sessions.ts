import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { memberOf } from './member.ts';
import { sessionsPage } from './sessions-page.ts';

export const showSessions: PageHandler = async (request) => {
  const { accountId, sessionId } = memberOf(request);
  return { page: sessionsPage(request.ctx, await request.doors.accounts.listSessions({ accountId, sessionId })) };
};

/** One of the account's own; anyone else's is not there. */
export const endSession: PageHandler = async (request) => {
  const { accountId } = memberOf(request);
  const sessionId = request.params.id ?? '';
  if (!isId(sessionId)) throw notFound('session');
  await request.doors.accounts.endSession({ accountId, sessionId });
  return { redirect: paths.sessions, done: 'session_ended' };
};

export const endOtherSessions: PageHandler = async (request) => {
  const { accountId, sessionId } = memberOf(request);
  await request.doors.accounts.endOtherSessions({ accountId, sessionId });
  return { redirect: paths.sessions, done: 'sessions_ended' };
};
