import { newId } from '../../src/platform/ids.ts';
import { buyer, orderIn, type RealShop } from './real-shop.ts';
import { become, cancel, mayBecome, type Order, type Purchase, recordReturn, type ShopModel } from './shop-model.ts';
import { ask, checkOut, onPurchase, pay, type Step } from './steps.ts';

interface OrderCommand {
  sellerId: string;
  orderId: string;
  idempotencyKey: string;
}

/** A step on one order of a purchase; `expect` changes the model and answers whether it may be done. */
const onOrder = (
  at: number,
  which: number,
  what: string,
  expect: (order: Order, purchase: Purchase, model: ShopModel) => boolean,
  work: (command: OrderCommand, real: RealShop, code: string) => Promise<unknown>,
): Step =>
  onPurchase(at, async (purchase, purchaseId, model, real) => {
    const order = purchase.orders[which % purchase.orders.length];
    if (!order) return;
    const sellerId = real.sellers[order.seller] ?? '';
    const { id, handoverCode } = await orderIn(real, purchaseId, sellerId);
    const command = { sellerId, orderId: id, idempotencyKey: newId() };
    await ask(real, what, expect(order, purchase, model), () => work(command, real, handoverCode ?? '000000'));
  });

export const orderSteps = {
  cancelSale: (at, which) =>
    onOrder(
      at,
      which,
      'cancelling a sale',
      (order, purchase, model) => order.status !== 'awaiting_payment' && cancel(model, purchase, order),
      (command, real) => real.world.doors.sales.cancelSale(command),
    ),
  ship: (at, which) =>
    onOrder(
      at,
      which,
      'shipping',
      (order, purchase) => become(purchase, order, order.pickup ? 'ready_for_pickup' : 'shipped'),
      (command, real) => real.world.doors.sales.shipOrder(command),
    ),
  handOver: (at, which) =>
    onOrder(
      at,
      which,
      'handing over',
      (order, purchase) => order.status === 'ready_for_pickup' && become(purchase, order, 'delivered'),
      (command, real, code) => real.world.doors.sales.handOver({ ...command, code }),
    ),
  receive: (at, which) =>
    onOrder(
      at,
      which,
      'receiving',
      (order, purchase) => {
        if (order.status === 'shipped') become(purchase, order, 'delivered');
        return order.status === 'delivered' && become(purchase, order, 'completed');
      },
      ({ orderId, idempotencyKey }, real) =>
        real.world.doors.sales.confirmReceipt({ buyer: buyer(real), orderId, idempotencyKey }),
    ),
  dispute: (at, which) =>
    onOrder(
      at,
      which,
      'disputing',
      (order, purchase) => become(purchase, order, 'disputed'),
      ({ orderId, idempotencyKey }, real) =>
        real.world.doors.sales.disputeOrder({ buyer: buyer(real), orderId, idempotencyKey, reason: 'Llegó mojado' }),
    ),
  resolve: (at, which) => resolve(at, which, 'completed'),
  refund: (at, which) => resolve(at, which, 'refunded'),
  recordReturn: (at, which) =>
    onOrder(
      at,
      which,
      'recording a return',
      (order, purchase, model) => recordReturn(model, purchase, order),
      (command, real) => real.world.doors.sales.recordReturn(command),
    ),
} satisfies Record<string, (at: number, which: number) => Step>;

const resolve = (at: number, which: number, outcome: 'completed' | 'refunded'): Step =>
  onOrder(
    at,
    which,
    `resolving as ${outcome}`,
    (order, purchase) => mayBecome(order, outcome) && become(purchase, order, outcome),
    ({ orderId, idempotencyKey }, real) => real.world.doors.sales.resolveOrder({ orderId, outcome, idempotencyKey }),
  );

/** The usual way, as far as it goes. */
export const buy =
  (wanted: ReadonlyMap<number, number>, pickup: boolean, steps: number): Step =>
  async (model, real) => {
    const way = [
      checkOut(wanted, pickup),
      pay(0, 'pays'),
      orderSteps.ship(0, 0),
      ...(pickup ? [orderSteps.handOver(0, 0)] : []),
      orderSteps.receive(0, 0),
    ];
    for (const step of way.slice(0, steps)) await step(model, real);
  };
