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
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { previewBooks } from './books.ts';

/** What is bought and sold. */
export function ordersPage(ctx: PageContext): Page {
  const { shell } = ctx.t;
  const publish = linkButton(shell.publish, '/publish', { kind: 'primary', icon: 'add' });
  return {
    title: shell.sales,
    wide: true,
    body: html`${ownTabs(ctx, 'sales')}${pageHeading({ title: shell.sales, actions: publish })}${todos()}
${sectionHeading('Tu dinero')}${money(ctx)}${sectionHeading('Pedido')}${order(ctx)}${sectionHeading('Todas')}${table(ctx)}<p>${badge('Borrador')} ${badge('Primera edición', 'warm')}</p>`,
  };
}

function todos(): Html {
  const [first, second] = previewBooks;
  const ship = html`${button({ label: 'Ya lo envié', kind: 'primary' })}${linkButton('Ver la venta', '/', { kind: 'quiet' })}`;
  const shipping = todoCard({
    title: 'Envía 1 libro a Mateo',
    text: 'Antes del viernes 6 de noviembre',
    urgent: true,
    picture: first,
    actions: ship,
  });
  const handOver = linkButton('Escribir el código', '/');
  return html`<div class="todos">${shipping}${todoCard({ title: 'Entrega 1 libro a Ana', text: 'Te mostrará un código de seis cifras', picture: second, actions: handOver })}</div>`;
}

function money(ctx: PageContext): Html {
  return statTiles([
    { label: 'Por cobrar', value: price(ctx, 12_350_000), note: 'Cuando lleguen 4 pedidos' },
    { label: 'Disponible', value: '$ 84.500' },
    { label: 'Vendidos este mes', value: 12, href: '/' },
  ]);
}

function order(ctx: PageContext): Html {
  const lines = previewBooks.slice(0, 3).map((copy, place) => ({ ...copy, quantity: place + 1, href: '/listings/1' }));
  const sums = totals(
    [
      ['Libros', '$ 143.000'],
      ['Envío', '$ 15.000'],
    ],
    ['Total', '$ 158.000'],
  );
  const way = timeline(ctx, [
    { label: 'Pagado', state: 'done', at: 1_790_000_000_000 },
    { label: 'En camino', state: 'current', text: 'Servientrega 2093881' },
    { label: 'Entregado', state: 'ahead' },
  ]);
  const pay = button({ label: 'Pagar $ 158.000', kind: 'primary', wide: true });
  return withAside(
    panel({ title: 'Librería Merlín', body: orderLines(ctx, lines) }),
    html`${panel({ title: 'Resumen', body: html`${sums}${pay}` })}${panel({ tone: 'sunken', body: way })}`,
  );
}

const shown = ['awaiting_payment', 'paid', 'shipped', 'completed', 'disputed', 'cancelled'] as const;

function table(ctx: PageContext): Html {
  return dataTable({
    caption: 'Ventas',
    columns: [
      { label: 'Libro' },
      { label: 'Estado' },
      { label: 'Precio', kind: 'number' },
      { label: 'Qué hacer', kind: 'actions' },
    ],
    rows: shown.map((status, place) => [
      previewBooks[place]?.title,
      orderStatus(ctx, status),
      price(ctx, previewBooks[place]?.priceMinor ?? 0),
      actionButton(ctx, '/', { label: 'Cancelar', kind: 'danger' }),
    ]),
  });
}
