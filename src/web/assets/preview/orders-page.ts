import { button, linkButton } from '../../components/button.ts';
import { dataTable } from '../../components/data-table.ts';
import { totals } from '../../components/facts.ts';
import { actionButton } from '../../components/form.ts';
import { orderLines } from '../../components/order-lines.ts';
import { badge, orderStatus } from '../../components/order-status.ts';
import { pageHeading, sectionHeading } from '../../components/page-heading.ts';
import { panel, withAside } from '../../components/panel.ts';
import { price } from '../../components/price.ts';
import { statTiles } from '../../components/stat-tiles.ts';
import { ownTabs } from '../../components/tabs.ts';
import { timeline } from '../../components/timeline.ts';
import { todoCard } from '../../components/todo-card.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { previewBooks } from './books.ts';

/** What is bought and sold. */
export function ordersPage(ctx: PageContext): Page {
  const lines = previewBooks.slice(0, 3).map((copy, place) => ({ ...copy, quantity: place + 1, href: '/listings/1' }));
  const [first, second] = previewBooks;
  return {
    title: ctx.t.shell.sales,
    wide: true,
    body: html`${ownTabs(ctx, 'sales')}${pageHeading({ title: ctx.t.shell.sales, actions: linkButton(ctx.t.shell.publish, '/publish', { kind: 'primary', icon: 'add' }) })}
<div class="todos">${todoCard({ title: 'Envía 1 libro a Mateo', text: 'Antes del viernes 6 de noviembre', urgent: true, picture: first, actions: html`${button({ label: 'Ya lo envié', kind: 'primary' })}${linkButton('Ver la venta', '/', { kind: 'quiet' })}` })}${todoCard({ title: 'Entrega 1 libro a Ana', text: 'Te mostrará un código de seis cifras', picture: second, actions: linkButton('Escribir el código', '/') })}</div>
${sectionHeading('Tu dinero')}${statTiles([
  { label: 'Por cobrar', value: price(ctx, 12_350_000), note: 'Cuando lleguen 4 pedidos' },
  { label: 'Disponible', value: '$ 84.500' },
  { label: 'Vendidos este mes', value: 12, href: '/' },
])}
${sectionHeading('Pedido')}${withAside(
  panel({ title: 'Librería Merlín', body: orderLines(ctx, lines) }),
  html`${panel({
    title: 'Resumen',
    body: html`${totals(
      [
        ['Libros', '$ 143.000'],
        ['Envío', '$ 15.000'],
      ],
      ['Total', '$ 158.000'],
    )}${button({ label: 'Pagar $ 158.000', kind: 'primary', wide: true })}`,
  })}${panel({
    tone: 'sunken',
    body: timeline(ctx, [
      { label: 'Pagado', state: 'done', at: 1_790_000_000_000 },
      { label: 'En camino', state: 'current', text: 'Servientrega 2093881' },
      { label: 'Entregado', state: 'ahead' },
    ]),
  })}`,
)}
${sectionHeading('Todas')}${dataTable({
  caption: 'Ventas',
  columns: [
    { label: 'Libro' },
    { label: 'Estado' },
    { label: 'Precio', kind: 'number' },
    { label: 'Qué hacer', kind: 'actions' },
  ],
  rows: (['awaiting_payment', 'paid', 'shipped', 'completed', 'disputed', 'cancelled'] as const).map(
    (status, place) => [
      previewBooks[place]?.title,
      orderStatus(ctx, status),
      price(ctx, previewBooks[place]?.priceMinor ?? 0),
      actionButton(ctx, '/', { label: 'Cancelar', kind: 'danger' }),
    ],
  ),
})}<p>${badge('Borrador')} ${badge('Primera edición', 'warm')}</p>`,
  };
}
