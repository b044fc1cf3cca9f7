import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { isDomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, soledadFacts } from './catalogue.fixture.ts';
import type { ListingState } from './index.ts';

/** What product.md says of copies, as few lines as it takes: one listing, and purchases with one order each. */
interface Model {
  quantity: number;
  sold: number;
  state: ListingState;
  before: ListingState;
  imported: number;
  purchases: Map<number, { held: number; wanted: number; outcome: 'open' | 'sold' | 'refused'; returned: boolean }>;
}

interface Real {
  world: CatalogueWorld;
  seller: string;
  listingId: string;
  orders: Map<number, { purchaseId: string; orderId: string }>;
}

const heldIn = (model: Model): number =>
  [...model.purchases.values()].reduce((sum, purchase) => sum + purchase.held, 0);
const settle = (model: Model): void => {
  if (model.state === 'active' && model.quantity === 0) model.state = 'sold_out';
  else if (model.state === 'sold_out' && model.quantity > 0) model.state = 'active';
};

type Step = (model: Model, real: Real) => Promise<void>;

class Command implements fc.AsyncCommand<Model, Real> {
  readonly #name: string;
  readonly #step: Step;
  constructor(name: string, step: Step) {
    this.#name = name;
    this.#step = step;
  }
  check = (): boolean => true;
  run = async (model: Model, real: Real): Promise<void> => {
    await this.#step(model, real);
    const listing = await real.world.door.getListing({ listingId: real.listingId, asAdministrator: true });
    const seen = { quantity: listing.quantity, sold: listing.sold, state: listing.state, available: listing.available };
    assert.deepEqual(seen, {
      quantity: model.quantity,
      sold: model.sold,
      state: model.state,
      available: model.quantity - heldIn(model),
    });
  };
  toString = (): string => this.#name;
}

/** Whether it was done; a refusal is an answer, anything else an error. */
const isDone = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (!isDomainError(error)) throw error;
      return false;
    },
  );

const hold =
  (who: number, wanted: number, lapses: boolean): Step =>
  async (model, real) => {
    if (model.purchases.has(who)) return;
    const order = { purchaseId: newId(), orderId: newId() };
    const items = [{ orderId: order.orderId, listingId: real.listingId, quantity: wanted }];
    const done = await isDone(
      real.world.door.holdCopies({ purchaseId: order.purchaseId, attempt: 1, holdSeconds: lapses ? 0 : 3600, items }),
    );
    assert.equal(done, model.state === 'active' && model.quantity - heldIn(model) >= wanted, 'held');
    if (!done) return;
    real.orders.set(who, order);
    model.purchases.set(who, { held: lapses ? 0 : wanted, wanted, outcome: 'open', returned: false });
  };

const sell =
  (who: number): Step =>
  async (model, real) => {
    const [purchase, order] = [model.purchases.get(who), real.orders.get(who)];
    if (!purchase || !order) return;
    const items = [{ listingId: real.listingId, quantity: purchase.wanted }];
    const [answer] = await real.world.door.sellCopies({
      purchaseId: order.purchaseId,
      orders: [{ orderId: order.orderId, items }],
    });
    if (purchase.outcome === 'open') {
      const free = model.state === 'active' && model.quantity - heldIn(model) >= purchase.wanted;
      purchase.outcome = purchase.held > 0 || free ? 'sold' : 'refused';
      if (purchase.outcome === 'sold') {
        model.quantity -= purchase.wanted;
        model.sold += purchase.wanted;
        purchase.held = 0;
        settle(model);
      }
    }
    assert.equal(answer?.sold, purchase.outcome === 'sold', 'sold');
  };

const release =
  (who: number): Step =>
  async (model, real) => {
    const [purchase, order] = [model.purchases.get(who), real.orders.get(who)];
    if (!purchase || !order) return;
    await real.world.door.releaseHold(order);
    purchase.held = 0;
  };

const giveBack =
  (who: number): Step =>
  async (model, real) => {
    const [purchase, order] = [model.purchases.get(who), real.orders.get(who)];
    if (!purchase || !order) return;
    const done = await isDone(
      real.world.door.returnCopies({
        orderId: order.orderId,
        items: [{ listingId: real.listingId, quantity: purchase.wanted }],
      }),
    );
    assert.equal(done, purchase.outcome === 'sold', 'returned');
    if (!done || purchase.returned) return;
    purchase.returned = true;
    model.quantity += purchase.wanted;
    model.sold -= purchase.wanted;
    settle(model);
  };

const restock =
  (quantity: number): Step =>
  async (model, real) => {
    const done = await isDone(
      real.world.door.updateListing({ sellerId: real.seller, listingId: real.listingId, fields: { quantity } }),
    );
    assert.equal(done, quantity >= heldIn(model), 'restocked');
    if (!done) return;
    model.quantity = quantity;
    settle(model);
  };

const ask =
  (wanted: 'active' | 'paused'): Step =>
  async (model, real) => {
    const done = await isDone(
      real.world.door.updateListing({ sellerId: real.seller, listingId: real.listingId, state: wanted }),
    );
    const allowed = wanted === 'active' ? model.quantity > 0 : true;
    assert.equal(done, allowed && (model.state === 'active' || model.state === 'paused'), wanted);
    if (done) model.state = wanted;
  };

const block =
  (blocked: boolean): Step =>
  async (model, real) => {
    await real.world.door.setBlocked({ listingId: real.listingId, blocked });
    if (blocked === (model.state === 'blocked')) return;
    if (blocked) model.before = model.state;
    model.state = blocked ? 'blocked' : model.before;
    settle(model);
  };

const importAgain =
  (quantity: number): Step =>
  async (model, real) => {
    const rows = [{ line: 1, reference: 'X', facts: soledadFacts, fields: { ...fields, quantity } }];
    const [outcome] = await real.world.door.importRows({ sellerId: real.seller, rows });
    const next = Math.max(0, model.quantity + quantity - model.imported);
    const refused = quantity !== model.imported && next < heldIn(model);
    assert.equal(outcome?.outcome === 'refused', refused, 'imported');
    if (refused) return;
    if (quantity !== model.imported) model.quantity = next;
    model.imported = quantity;
    settle(model);
  };

const who = fc.nat({ max: 5 });
const commands = fc.commands(
  [
    fc
      .record({ buyer: who, copies: fc.integer({ min: 1, max: 3 }), lapses: fc.boolean() })
      .map(
        ({ buyer, copies, lapses }) =>
          new Command(`hold ${String([buyer, copies, lapses])}`, hold(buyer, copies, lapses)),
      ),
    who.map((buyer) => new Command(`sell ${String(buyer)}`, sell(buyer))),
    who.map((buyer) => new Command(`release ${String(buyer)}`, release(buyer))),
    who.map((buyer) => new Command(`return ${String(buyer)}`, giveBack(buyer))),
    fc.nat({ max: 5 }).map((quantity) => new Command(`restock ${String(quantity)}`, restock(quantity))),
    fc.constantFrom('active' as const, 'paused' as const).map((state) => new Command(state, ask(state))),
    fc.boolean().map((blocked) => new Command(`block ${String(blocked)}`, block(blocked))),
    fc.integer({ min: 1, max: 6 }).map((quantity) => new Command(`import ${String(quantity)}`, importAgain(quantity))),
  ],
  { maxCommands: 40 },
);

forEachDatabase('copies, whatever is done to them', (open) => {
  let world: CatalogueWorld;
  before(async () => {
    world = await openCatalogue(await open());
  });
  after(() => world.close());

  it('are as many as the model says, and no rule is violated', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        await fc.asyncModelRun(begin, steps);
        assert.deepEqual(await world.door.audit(), []);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  async function begin(): Promise<{ model: Model; real: Real }> {
    const seller = newId();
    await world.door.importRows({
      sellerId: seller,
      rows: [{ line: 1, reference: 'X', facts: soledadFacts, fields: { ...fields, quantity: 3 } }],
    });
    const { items } = await world.door.listSellerListings({ sellerId: seller, limit: 1 });
    const model: Model = { quantity: 3, sold: 0, state: 'active', before: 'active', imported: 3, purchases: new Map() };
    return { model, real: { world, seller, listingId: items[0]?.id ?? '', orders: new Map() } };
  }
});
