import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { nextPath } from './next-path.ts';
import { registerPage } from './register-page.ts';

export const showRegister: PageHandler = ({ ctx, actor, query }) => {
  const next = nextPath(query.next);
  if (actor) return { redirect: next ?? paths.account };
  return { page: registerPage(ctx, { name: '', email: '', city: '' }, next) };
};
