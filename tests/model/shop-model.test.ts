import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { auditAll } from '../support/buying.ts';
import { workAll } from '../support/crashes.ts';
import { forEachDatabase } from '../support/databases.ts';
import { openWorld, type ShopWorld } from '../support/shop-world.ts';
import { openRealShop } from './real-shop.ts';
import { shopCommands } from './shop-commands.ts';
import { openShop } from './shop-model.ts';

const runs = Number(process.env.MODEL_RUNS ?? 8);

forEachDatabase('the whole shop, whatever is done in it and wherever it stops', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open(), { worker: false });
  });
  after(() => world.close());

  it('is as the model says, and no rule is violated', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shopCommands, async (commands) => {
        const model = openShop(world.config.shop.commissionPercent);
        const real = await openRealShop(world, model);
        try {
          await fc.asyncModelRun(() => ({ model, real }), commands);
        } finally {
          real.stop?.disarm();
        }
        await workAll(world);
        assert.deepEqual(await auditAll(world), []);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});
