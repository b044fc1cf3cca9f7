import type { Account } from '../../../modules/accounts/index.ts';
import type { PageRequest } from '../../route.ts';
import { memberOf } from './member.ts';

/** What the account page tells: the account, and the address that it is waiting for. */
export interface OwnAccount {
  readonly account: Account;
  readonly change: { readonly email: string; readonly expiresAt: number } | undefined;
}

export async function readAccount(request: PageRequest): Promise<OwnAccount> {
  const { accountId } = memberOf(request);
  const { accounts } = request.doors;
  const [account, change] = await Promise.all([
    accounts.getAccount({ accountId }),
    accounts.findEmailChange({ accountId }),
  ]);
  return { account, change };
}
