import type { Shop } from '../compose.ts';
import type { Account } from '../modules/accounts/index.ts';
import { type Command, Failure, type Given, requiredOption, UsageError } from './command.ts';
import { withShop } from './with-shop.ts';

/** `create` reads the password from standard input, so that it is in no shell history and no list of processes. */
export const accountCommand: Command = {
  name: 'account',
  usage: 'create|promote|suspend EMAIL [--name NAME] [--administrator]',
  does: 'Creates an account (its password on standard input), makes one an administrator, or suspends one.',
  options: { name: { type: 'string' }, administrator: { type: 'boolean' }, city: { type: 'string' } },
  takes: { least: 2, most: 2 },
  run: (given) => {
    const [action = '', email = ''] = given.positionals;
    const act = actions[action];
    if (!act) throw new UsageError(`"${action}" is not create, promote or suspend`);
    return withShop((shop) => act(shop, email, given));
  },
};

const actions: Readonly<Record<string, (shop: Shop, email: string, given: Given) => Promise<void>>> = {
  create: async (shop, email, given) => {
    const name = requiredOption(given, 'name');
    const password = (await readStandardInput()).replace(/\r?\n$/, '');
    const city = given.values.city;
    const role = given.values.administrator === true ? 'administrator' : 'member';
    await shop.doors.accounts.createAccount({
      name,
      email,
      password,
      role,
      confirmed: true,
      ...(typeof city === 'string' ? { city } : {}),
    });
    process.stdout.write(`Created ${email} as ${role}.\n`);
  },
  promote: async (shop, email) => {
    const account = await existing(shop, email);
    await shop.doors.accounts.setRole({ accountId: account.id, role: 'administrator' });
    await record(shop, 'account.promoted', account);
    process.stdout.write(`${email} is an administrator.\n`);
  },
  suspend: async (shop, email) => {
    const account = await existing(shop, email);
    await shop.doors.accounts.setSuspended({ accountId: account.id, suspended: true });
    await record(shop, 'account.suspended', account);
    process.stdout.write(`${email} is suspended: signed out everywhere, and its listings are not shown.\n`);
  },
};

async function existing(shop: Shop, email: string): Promise<Account> {
  const account = await shop.doors.accounts.findAccountByEmail({ email });
  if (!account) throw new Failure(`no account has the address ${email}`);
  return account;
}

const record = (shop: Shop, action: string, account: Account): Promise<void> =>
  shop.doors.accounts.recordAudit({ actorId: account.id, actorName: 'command line', action, subject: account.id });

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
