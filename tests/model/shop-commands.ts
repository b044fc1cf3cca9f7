import fc from 'fast-check';
import { buy, orderSteps } from './order-steps.ts';
import { compare, type RealShop } from './real-shop.ts';
import type { ShopModel } from './shop-model.ts';
import {
  cancelAll,
  checkOut,
  crash,
  crashes,
  edit,
  onPurchase,
  pay,
  payLate,
  payOutTo,
  runOut,
  type Step,
} from './steps.ts';

class Command implements fc.AsyncCommand<ShopModel, RealShop> {
  readonly #name: string;
  readonly #step: Step;
  constructor(name: string, step: Step) {
    this.#name = name;
    this.#step = step;
  }
  check = (): boolean => true;
  run = async (model: ShopModel, real: RealShop): Promise<void> => {
    await this.#step(model, real);
    await compare(model, real);
  };
  toString = (): string => this.#name;
}

/** Mostly the newest. */
const purchase = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 1 }) }, fc.nat({ max: 4 }));
const seller = fc.nat({ max: 1 });
const listing = fc.nat({ max: 2 });
const named = (name: string, parts: readonly unknown[], step: Step): Command =>
  new Command(`${name}(${parts.join(', ')})`, step);

const lines = fc
  .array(fc.tuple(listing, fc.integer({ min: 1, max: 2 })), { minLength: 1, maxLength: 3 })
  .map((list) => new Map(list));
const checkouts = fc
  .tuple(lines, fc.boolean())
  .map(([wanted, pickup]) => named('checkOut', [...wanted, pickup], checkOut(wanted, pickup)));
const purchases = fc
  .tuple(lines, fc.boolean(), fc.integer({ min: 2, max: 5 }))
  .map(([wanted, pickup, steps]) => named('buy', [...wanted, pickup, steps], buy(wanted, pickup, steps)));
const payments = fc.oneof(
  fc
    .tuple(purchase, fc.constantFrom('pays', 'pays', 'pays', 'declined', 'twice'))
    .map(([at, card]) => named('pay', [at, card], pay(at, card))),
  fc
    .tuple(purchase, fc.constantFrom('lapsed', 'cancelled', 'paid'))
    .map(([at, meanwhile]) => named('payLate', [at, meanwhile], payLate(at, meanwhile))),
);
const endings = fc
  .tuple(purchase, fc.constantFrom(['runOut', runOut], ['cancel', cancelAll]) as fc.Arbitrary<[string, typeof runOut]>)
  .map(([at, [name, step]]) => named(name, [at], onPurchase(at, step)));
const orders = fc
  .tuple(purchase, seller, fc.constantFrom(...(Object.keys(orderSteps) as (keyof typeof orderSteps)[])))
  .map(([at, whose, name]) => named(name, [at, whose], orderSteps[name](at, whose)));
const edits = fc
  .tuple(
    listing,
    fc.oneof(
      fc.record({ quantity: fc.nat({ max: 4 }) }),
      fc.record({ state: fc.constantFrom('active' as const, 'paused' as const) }),
    ),
  )
  .map(([at, change]) => named('edit', [at, JSON.stringify(change)], edit(at, change)));
const stops = fc
  .tuple(
    fc.constantFrom(...crashes.flatMap(([of, steps]) => steps.map((step) => [of, step] as const))),
    fc.constantFrom('before' as const, 'after' as const),
  )
  .map(([[of, step], when]) => named('crash', [when, `${of}.${step}`], crash(of, step, when)));

/** Random ways through the shop, most of them about orders. */
export const shopCommands = fc.commands(
  [
    checkouts,
    checkouts,
    ...Array.from({ length: 4 }, () => purchases),
    ...Array.from({ length: 3 }, () => payments),
    ...Array.from({ length: 9 }, () => orders),
    endings,
    edits,
    edits,
    seller.map((whose) => named('payOut', [whose], payOutTo(whose))),
    stops,
    stops,
  ],
  { maxCommands: 40, size: 'max' },
);
