import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { adminConfirmation, record, sectionPath } from './frame.ts';

const back = sectionPath('accounts');

const getAccount = ({ doors, params }: PageRequest) => doors.accounts.getAccount({ accountId: params.id ?? '' });

/** Asks once before an account is suspended. */
export const showSuspension: PageHandler = async (request): Promise<PageAnswer> => {
  const { ctx } = request;
  const account = await getAccount(request);
  const { admin } = ctx.t;
  const action = ctx.url(`${back}/${account.id}/suspension`);
  return {
    page: adminConfirmation(ctx, 'accounts', {
      title: admin.suspendTitle(account.name),
      text: admin.suspendText,
      action,
      label: admin.suspend,
      hidden: { suspended: 'yes' },
      backHref: ctx.url(back),
    }),
  };
};

export const changeSuspension: PageHandler = async (request): Promise<PageAnswer> => {
  const account = await getAccount(request);
  const suspended = request.body.suspended === 'yes';
  await request.doors.accounts.setSuspended({ accountId: account.id, suspended });
  await record(request, suspended ? 'account.suspended' : 'account.restored', account.id, { name: account.name });
  return { redirect: back, done: suspended ? 'account_suspended' : 'account_restored' };
};

/** Asks once before somebody becomes an administrator. */
export const showRole: PageHandler = async (request): Promise<PageAnswer> => {
  const { ctx } = request;
  const account = await getAccount(request);
  const { admin } = ctx.t;
  const action = ctx.url(`${back}/${account.id}/role`);
  return {
    page: adminConfirmation(ctx, 'accounts', {
      title: admin.promoteTitle(account.name),
      text: admin.promoteText,
      action,
      label: admin.promote,
      hidden: { role: 'administrator' },
      backHref: ctx.url(back),
    }),
  };
};

export const changeRole: PageHandler = async (request): Promise<PageAnswer> => {
  const account = await getAccount(request);
  const role = request.body.role === 'administrator' ? 'administrator' : 'member';
  await request.doors.accounts.setRole({ accountId: account.id, role });
  await record(request, 'account.role', account.id, { name: account.name, role });
  return { redirect: back, done: 'account_role' };
};
