import type { SellerOrder } from '../../../modules/sales/index.ts';
import type { Moment } from '../../components/timeline.ts';
import type { PageContext } from '../../layout.ts';

type Name = keyof PageContext['t']['selling']['moments'];

const reached: Readonly<Partial<Record<SellerOrder['status'], number>>> = {
  awaiting_payment: 0,
  paid: 1,
  shipped: 2,
  ready_for_pickup: 2,
  delivered: 3,
  disputed: 3,
  completed: 4,
};

/** An order's way as its seller sees it; one that ended before its time shows what it came to. */
export function saleMoments(ctx: PageContext, order: SellerOrder): Moment[] {
  const { moments } = ctx.t.selling;
  const sent: Name = order.delivery.coverage === 'pickup' ? 'ready' : 'shipped';
  const steps: [Name, number | null][] = [
    ['placed', order.createdAt],
    ['paid', order.paidAt],
    [sent, order.shippedAt],
    ['delivered', order.deliveredAt],
    ['completed', order.status === 'completed' ? order.updatedAt : null],
  ];
  const at = reached[order.status];
  if (at === undefined) return endedMoments(ctx, order, steps);
  return steps.map(([name, when], place) => ({
    label: moments[name],
    state: place < at ? 'done' : place === at ? 'current' : 'ahead',
    ...(when === null ? {} : { at: when }),
  }));
}

function endedMoments(ctx: PageContext, order: SellerOrder, steps: readonly [Name, number | null][]): Moment[] {
  const { orders, selling } = ctx.t;
  const passed = steps.flatMap(([name, when]): Moment[] =>
    when === null ? [] : [{ label: selling.moments[name], state: 'done', at: when }],
  );
  return [...passed, { label: orders.statuses[order.status], state: 'current', at: order.updatedAt }];
}
