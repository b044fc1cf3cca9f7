import assert from 'node:assert/strict';
import type { ShopWorld } from './shop-world.ts';

export const crashed = new Error('the process is gone');

type Door = Record<string, (input: unknown) => Promise<unknown>>;

export interface Stop {
  happened(): boolean;
  /** Lets the method be as it was, where the stop has not happened. */
  disarm(): void;
}

/** The next call of a door's method stops before or after it was done, as a kill or a lost answer does. */
export function stopOnce(door: object, method: string, when: 'before' | 'after'): Stop {
  const methods = door as Door;
  const real = methods[method];
  if (!real) throw new Error(`there is no ${method}`);
  let stopped = false;
  const disarm = (): void => {
    methods[method] = real;
  };
  methods[method] = async (input) => {
    disarm();
    stopped = true;
    if (when === 'after') await real(input);
    throw crashed;
  };
  return { happened: () => stopped, disarm };
}

/** What workers do in time, at once: every outbox's work until none is left. The world's own worker must not run. */
export async function workAll({ modules, doors, db }: ShopWorld): Promise<void> {
  const { sales, payments } = modules;
  assert.ok(sales && payments);
  for (let round = 0; round < 12; round++) {
    for (const table of ['sales_outbox', 'payments_outbox'])
      await db.query.updateTable(table).set({ run_at: 0, lease_until: 0 }).where('done', '=', 0).execute();
    const worked =
      (await sales.outbox.work(async (item) => {
        await sales.work(item);
      })) +
      (await payments.outbox.work(async (item) => {
        if (await payments.work(item)) return;
        if (item.kind === 'payment.paid') await doors.sales.settlePayment(item.payload as { paymentId: string });
      }));
    if (worked === 0) return;
  }
  throw new Error('an outbox never empties');
}
