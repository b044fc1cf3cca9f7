import type { PageHandler } from '../../route.ts';
import { accountPage } from './account-page.ts';
import { readAccount } from './read-account.ts';

export const showAccount: PageHandler = async (request) => ({
  page: accountPage(request.ctx, await readAccount(request)),
});
