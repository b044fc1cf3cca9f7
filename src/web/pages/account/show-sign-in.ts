import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { nextPath } from './next-path.ts';
import { signInPage } from './sign-in-page.ts';

/** Who is signed in goes on at once. */
export const showSignIn: PageHandler = ({ ctx, actor, query }) => {
  const next = nextPath(query.next);
  if (actor) return { redirect: next ?? paths.account };
  return { page: signInPage(ctx, { email: '', next, errors: {} }) };
};
