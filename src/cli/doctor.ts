import type { Shop } from '../compose.ts';
import { type Command, Failure } from './command.ts';
import { withShop } from './with-shop.ts';

const lateMs = 600_000;

/** Compares what each module's audit answers; no one reads another's tables. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  does: 'Checks that every rule of the shop holds in its database: copies, holds, orders, payments, the ledger, the outboxes.',
  run: () =>
    withShop(async (shop) => {
      const found = [...(await auditAll(shop)), ...(await lateOutboxes(shop))];
      for (const sentence of found) process.stdout.write(`${sentence}\n`);
      if (found.length > 0) throw new Failure(`${String(found.length)} things do not hold`);
      process.stdout.write('All rules hold.\n');
    }),
};

async function auditAll({ doors }: Shop): Promise<string[]> {
  const lists = await Promise.all(Object.values(doors).map((door: { audit(): Promise<string[]> }) => door.audit()));
  return lists.flat();
}

/** Nothing committed stays undelivered for long while a worker runs. */
async function lateOutboxes({ outboxes }: Shop): Promise<string[]> {
  const waiting = await Promise.all(outboxes.map((each) => each.waitingItems()));
  return waiting
    .flat()
    .filter((each) => each.oldestMs > lateMs)
    .map(
      (each) =>
        `${each.table}: ${String(each.count)} items wait, the oldest for ${String(Math.round(each.oldestMs / 1000))} s`,
    );
}
