import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { linkButton } from './button.ts';
import { emptyState } from './empty-state.ts';

export interface ErrorPage {
  readonly status: number;
  /** What a refusal says; absent: the words for its status. */
  readonly text?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The title and the words of a page that can't be shown. */
export function errorWords(ctx: PageContext, status: number): { title: string; text: string } {
  const { errors } = ctx.t;
  if (status === 404) return { title: errors.notFoundTitle, text: errors.notFoundText };
  if (status === 410) return { title: errors.goneTitle, text: errors.goneText };
  if (status === 403) return { title: errors.forbiddenTitle, text: errors.forbiddenText };
  if (status === 429) return { title: errors.tooManyTitle, text: errors.tooManyText };
  if (status === 503) return { title: errors.busyTitle, text: errors.busyText };
  if (status >= 500) return { title: errors.brokenTitle, text: errors.brokenText };
  return { title: errors.refusedTitle, text: errors.somethingRefused };
}

/** The body of an error page: what happened, and a way on. Give `layout` the title of `errorWords`, `noindex`. */
export function errorPage(ctx: PageContext, { status, text, requestId }: ErrorPage): Html {
  const { errors } = ctx.t;
  const words = errorWords(ctx, status);
  const again =
    status === 503 || status >= 500 ? linkButton(errors.tryAgain, ctx.url(ctx.path), { kind: 'primary' }) : nothing;
  return html`<div class="error-page">${emptyState({
    title: words.title,
    text: text ?? words.text,
    level: 1,
    actions: html`${again}${linkButton(errors.goHome, ctx.url(paths.home))}${linkButton(errors.goSearch, ctx.url(paths.search))}`,
  })}${requestId && status >= 500 ? html`<p class="error-reference">${errors.reference(requestId)}</p>` : nothing}</div>`;
}
