import { attributes, type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { type Button, button } from './button.ts';

export interface Form {
  /** A localised path. */
  readonly action: string;
  readonly body: Html;
  /** Hidden fields: an idempotency key, a listing's id. */
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  /** Carries files. */
  readonly multipart?: boolean | undefined;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
}

/** A form that posts, with the viewer's form token. Browser validation is off: the server's words are better, and tested. */
export function form(ctx: PageContext, { action, body, hidden, multipart, id, label }: Form): Html {
  return html`<form method="post" action="${action}" novalidate${attributes({ enctype: multipart ? 'multipart/form-data' : null, id, 'aria-label': label })}>${csrfField(ctx)}${hiddenFields(hidden)}${body}</form>`;
}

/** One button that does one thing: a form around it. */
export function actionButton(
  ctx: PageContext,
  action: string,
  look: Button,
  hidden?: Readonly<Record<string, string>>,
): Html {
  return html`<form class="inline-form" method="post" action="${action}">${csrfField(ctx)}${hiddenFields(hidden)}${button(look)}</form>`;
}

export function csrfField(ctx: PageContext): Html {
  return ctx.csrf === null ? nothing : html`<input type="hidden" name="csrf" value="${ctx.csrf}">`;
}

function hiddenFields(fields: Readonly<Record<string, string>> | undefined): Html {
  if (!fields) return nothing;
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}
