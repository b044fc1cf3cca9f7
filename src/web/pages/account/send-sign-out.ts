import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';

/** Ends this session; who was signed out already is not told otherwise. */
export const sendSignOut: PageHandler = async ({ doors, sessionToken }) => {
  if (sessionToken !== undefined) await doors.accounts.signOut({ token: sessionToken });
  return { redirect: paths.home, done: 'signed_out', cookies: { session: 'end' } };
};
