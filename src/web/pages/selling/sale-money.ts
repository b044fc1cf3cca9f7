import type { SellerOrder } from '../../../modules/sales/index.ts';
import { totals } from '../../components/facts.ts';
import { panel } from '../../components/panel.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDate, formatMoney } from '../../messages/formats.ts';

/** price − commission = payout, as it stands or, unpaid, as it would be. */
export interface SaleMoney {
  readonly copiesMinor: number;
  readonly deliveryMinor: number;
  readonly commissionMinor: number;
  readonly payoutMinor: number;
  readonly state: 'escrow' | 'payable' | 'refunded' | 'unpaid';
}

export function moneyPanel(ctx: PageContext, order: SellerOrder, money: SaleMoney): Html {
  const { selling } = ctx.t;
  const sum = totals(
    [
      [selling.copies, formatMoney(ctx, money.copiesMinor)],
      [selling.commission, `− ${formatMoney(ctx, money.commissionMinor)}`],
      [selling.delivery, formatMoney(ctx, money.deliveryMinor)],
    ],
    [selling.payout, formatMoney(ctx, money.payoutMinor)],
  );
  return panel({ title: selling.money, body: html`${sum}<p class="muted">${whenPaid(ctx, order, money)}</p>` });
}

function whenPaid(ctx: PageContext, { completesAt }: SellerOrder, { state }: SaleMoney): string {
  const { payoutStates } = ctx.t.selling;
  if (state === 'escrow' && completesAt !== null) return payoutStates.escrowUntil(formatDate(ctx, completesAt));
  return payoutStates[state];
}
