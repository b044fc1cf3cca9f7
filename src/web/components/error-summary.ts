import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { fieldId } from './field.ts';

/** Messages by the name of their field; the name `form` stands for the whole. */
export type FormErrors = Readonly<Record<string, string>>;

/** What is wrong with a form, above it: it takes the focus, and each line leads to its field. Nothing when nothing is wrong. */
export function errorSummary(ctx: PageContext, errors: FormErrors): Html {
  const entries = Object.entries(errors);
  if (entries.length === 0) return nothing;
  const { forms } = ctx.t;
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title"><h2 id="errors-title">${forms.summary(entries.length)}</h2><ul>${entries.map(
    ([name, message]) => html`<li>${name === 'form' ? message : html`<a href="#${fieldId(name)}">${message}</a>`}</li>`,
  )}</ul><p>${forms.nothingLost}</p></div>`;
}
