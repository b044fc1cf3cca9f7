import type { Actor } from '../../../modules/accounts/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { PageRequest } from '../../route.ts';

/** Who is signed in; the route map lets nobody else in to a page with `access: 'member'`. */
export function memberOf({ actor }: PageRequest): Actor {
  if (!actor) throw new DomainError('session.missing', 401, 'Sign in first.');
  return actor;
}
