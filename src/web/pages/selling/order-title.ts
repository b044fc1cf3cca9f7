import type { SellerOrder } from '../../../modules/sales/index.ts';
import type { PageContext } from '../../layout.ts';

/** "La vorágine y 2 libros más". */
export function orderTitle(ctx: PageContext, order: SellerOrder): string {
  return ctx.t.selling.andMore(order.items[0]?.title ?? '', copiesIn(order) - (order.items[0]?.quantity ?? 0));
}

export const copiesIn = ({ items }: SellerOrder): number => items.reduce((sum, item) => sum + item.quantity, 0);
