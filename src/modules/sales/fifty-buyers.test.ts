import assert from 'node:assert/strict';
import { it } from 'node:test';
import { auditAll, copiesOf, place } from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld } from '../../../tests/support/shop-world.ts';

forEachDatabase('fifty buyers of one copy', (open) => {
  it('get it once, and each of the others is told', async () => {
    const world = await openWorld(await open());
    const soledad = await world.soledad();
    const guests = Array.from({ length: 50 }, (_, number) => ({
      guest: { email: `reader${String(number)}@example.com`, locale: 'es' as const },
    }));
    const outcomes = await Promise.allSettled(guests.map((buyer) => place(world, [soledad], { buyer })));
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as { code?: string }] : [],
    );
    assert.equal(refusals.length, 49);
    assert.deepEqual([...new Set(refusals.map(({ code }) => code))], ['listing.unavailable']);
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 1, available: 0, sold: 0 });
    assert.deepEqual(await auditAll(world), []);
    await world.close();
  });
});
