import { linkButton } from '../../components/button.ts';
import { confirmation } from '../../components/confirmation.ts';
import { emptyState } from '../../components/empty-state.ts';
import { errorPage } from '../../components/error-page.ts';
import { noticeBanner } from '../../components/notice.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';

/** Nothing there, something wrong, something done. */
export function statesPage(ctx: PageContext): Page {
  const { catalogue, errors, shell } = ctx.t;
  return {
    title: errors.notFoundTitle,
    robots: 'noindex',
    body: html`${noticeBanner({ kind: 'done', text: 'Publicaste «Rayuela». Ya se puede encontrar.', next: { label: 'Publicar otro', href: '/publish' } })}${noticeBanner({ kind: 'problem', text: 'Alguien se adelantó: ese ejemplar ya no está.' })}${noticeBanner({ kind: 'info', text: 'Confirma tu correo para poder cobrar.' })}${errorPage(ctx, { status: 404 })}${emptyState({ title: catalogue.noResultsTitle('asdfgh'), text: catalogue.noResultsText, actions: linkButton(shell.explore, '/search', { kind: 'primary' }) })}`,
  };
}

/** What asks once before something is destroyed. */
export function confirmationPage(ctx: PageContext): Page {
  return {
    title: 'Rayuela',
    robots: 'noindex',
    body: html`${confirmation(ctx, { title: '¿Quitar «Rayuela» de la venta?', text: 'Dejará de aparecer en las búsquedas. Los pedidos que ya existen siguen su camino.', action: '/', label: 'Quitar el libro', backHref: '/' })}`,
  };
}
