import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { linkButton } from './button.ts';

/** The way to the next page of a list by cursor, and back to its beginning. */
export function pagination(
  ctx: PageContext,
  { next, first }: { next?: string | null | undefined; first?: string | null | undefined },
): Html {
  if (!next && !first) return nothing;
  const { shell } = ctx.t;
  return html`<nav class="pagination" aria-label="${shell.pages}">${first ? linkButton(shell.firstPage, first, { kind: 'quiet' }) : nothing}${
    next ? html`<a class="button secondary" rel="next" href="${next}">${shell.next}</a>` : nothing
  }</nav>`;
}
