import type { Payment, PaymentStatus } from '../../../modules/payments/index.ts';
import { dataTable } from '../../components/data-table.ts';
import { actionButton } from '../../components/form.ts';
import { badge } from '../../components/order-status.ts';
import { pagination } from '../../components/pagination.ts';
import { tabs } from '../../components/tabs.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDateTime, formatMoneyIn } from '../../messages/formats.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { adminPage, asked, nextHref, orNothing, pageLimit, record, sectionPath } from './frame.ts';

const statuses: readonly PaymentStatus[] = [
  'refund_due',
  'pending',
  'paid',
  'failed',
  'expired',
  'partly_refunded',
  'refunded',
];

/** Payments by status, newest first: transfers to confirm, refunds to send. */
export const listPayments: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const status = statuses.find((each) => each === asked(request, 'status'));
  const found = await doors.payments.listPayments({ status, cursor: asked(request, 'cursor'), limit: pageLimit });
  const table = orNothing(ctx, found.items, () => paymentsTable(ctx, found.items));
  const next = nextHref(ctx, 'payments', { status }, found.nextCursor);
  return { page: adminPage(ctx, 'payments', html`${statusTabs(ctx, status)}${table}${pagination(ctx, { next })}`) };
};

function statusTabs(ctx: PageContext, current: PaymentStatus | undefined): Html {
  const { admin, orders } = ctx.t;
  const all = { label: admin.all, href: ctx.url(sectionPath('payments')), current: current === undefined };
  return tabs(ctx, admin.state, [
    all,
    ...statuses.map((status) => ({
      label: orders.paymentStatuses[status],
      href: ctx.url(`${sectionPath('payments')}?status=${status}`),
      current: status === current,
    })),
  ]);
}

function paymentsTable(ctx: PageContext, payments: readonly Payment[]): Html {
  const { admin, orders, checkout } = ctx.t;
  const money = (minor: number, currency: string): string => (minor === 0 ? '' : formatMoneyIn(ctx, minor, currency));
  const came = (payment: Payment): string => payment.receivedCurrency ?? payment.currency;
  return dataTable({
    caption: admin.sections.payments,
    columns: [
      { label: admin.date },
      { label: admin.method },
      { label: admin.amount, kind: 'number' },
      { label: admin.due, kind: 'number' },
      { label: admin.returned, kind: 'number' },
      { label: admin.state },
      { label: admin.actions, kind: 'actions' },
    ],
    rows: payments.map((payment) => [
      formatDateTime(ctx, payment.createdAt),
      payment.cardEnding === null ? checkout.methods[payment.method] : orders.methodCard(payment.cardEnding),
      money(payment.amountMinor, payment.currency),
      money(payment.refundDueMinor, came(payment)),
      money(payment.refundedMinor, came(payment)),
      badge(orders.paymentStatuses[payment.status], payment.status === 'refund_due' ? 'danger' : 'quiet'),
      paymentActions(ctx, payment),
    ]),
  });
}

function paymentActions(ctx: PageContext, payment: Payment): Html {
  const { admin } = ctx.t;
  const place = ctx.url(`${sectionPath('payments')}/${payment.id}`);
  const waits = payment.status === 'pending' || payment.status === 'expired';
  if (payment.method === 'bank_transfer' && waits)
    return actionButton(ctx, `${place}/confirmation`, { label: admin.confirmTransfer, kind: 'secondary' });
  if (payment.refundDueMinor === 0) return nothing;
  const byGateway =
    payment.method === 'bank_transfer'
      ? nothing
      : actionButton(ctx, `${place}/refund`, { label: admin.settleRefund, kind: 'secondary' });
  return html`${byGateway}${actionButton(ctx, `${place}/refund`, { label: admin.settledByHand, kind: 'quiet' }, { by: 'hand' })}`;
}

/** The transfer has arrived: its purchase is paid. */
export const confirmTransfer: PageHandler = async (request): Promise<PageAnswer> => {
  const paymentId = request.params.id ?? '';
  await request.doors.payments.confirmTransfer({ paymentId });
  await request.doors.sales.settlePayment({ paymentId });
  await record(request, 'payment.confirmed', paymentId);
  return { redirect: sectionPath('payments'), done: 'transfer_confirmed' };
};

export const settleRefund: PageHandler = async (request): Promise<PageAnswer> => {
  const paymentId = request.params.id ?? '';
  const byHand = request.body.by === 'hand';
  await request.doors.payments.settleRefund({ paymentId, byHand });
  await record(request, 'payment.refunded', paymentId, { byHand });
  return { redirect: sectionPath('payments'), done: 'refund_settled' };
};
