import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { button, linkButton } from './button.ts';
import { form } from './form.ts';

export interface Confirmation {
  readonly title: string;
  /** What will happen, and what can't be undone. */
  readonly text: string;
  readonly action: string;
  /** The button's word: "Quitar el libro". */
  readonly label: string;
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  readonly backHref: string;
  /** What the way back is called, where "Cancel" could be taken for the thing itself. */
  readonly backLabel?: string | undefined;
}

/** The page that asks once before something is destroyed. */
export function confirmation(
  ctx: PageContext,
  { title, text, action, label, hidden, backHref, backLabel }: Confirmation,
): Html {
  const body = html`<div class="actions">${button({ label, kind: 'danger' })}${linkButton(backLabel ?? ctx.t.forms.cancel, backHref, { kind: 'quiet' })}</div>`;
  return html`<div class="confirmation stack"><h1>${title}</h1><p>${text}</p>${form(ctx, { action, body, hidden })}</div>`;
}
