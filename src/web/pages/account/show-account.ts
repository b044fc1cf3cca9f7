import type { PageHandler } from '../../route.ts';
import { accountPage } from './account-page.ts';
import { memberOf } from './member.ts';

export const showAccount: PageHandler = async (request) => {
  const { accountId } = memberOf(request);
  return { page: accountPage(request.ctx, await request.doors.accounts.getAccount({ accountId })) };
};
