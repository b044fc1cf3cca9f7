import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { costReport, stageCost, stageItems } from './cost.ts';
import { asOf } from './prices.ts';

describe('the cost of each stage', () => {
  it('grows from stage to stage', () => {
    const costs = Object.keys(stageItems).map(stageCost);
    assert.deepEqual(
      costs,
      [...costs].sort((a, b) => a - b),
    );
    assert.equal(costs.length, 4);
  });

  it('is told with its date', () => {
    assert.match(costReport(), new RegExp(asOf));
  });

  for (const [page, stage] of [
    ['1-single-vm.md', '1 two virtual machines'],
    ['2-autoscaling.md', '2 autoscaling group'],
  ] as const) {
    it(`stands in ${page} as it is here`, () => {
      const text = readFileSync(new URL(`../docs/deploy/${page}`, import.meta.url), 'utf8');
      assert.ok(
        text.includes(`${String(Math.round(stageCost(stage)))} dollars a month`),
        `${page}: ${String(stageCost(stage))}`,
      );
      assert.ok(text.includes(asOf));
    });
  }

  it('fits into the budget that stage 2 proposes', () => {
    const settings = JSON.parse(
      readFileSync(new URL('2-autoscaling/settings.example.json', import.meta.url), 'utf8'),
    ) as { budgetDollars: number };
    assert.ok(stageCost('2 autoscaling group') < settings.budgetDollars);
  });
});
