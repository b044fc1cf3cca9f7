import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';

/** What every control of a form has. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** One line below the control. */
  readonly help?: string | undefined;
  /** What is wrong with what was typed; also goes into `errorSummary`. */
  readonly error?: string | undefined;
  /** Default true; a field that may stay empty says so beside its label. */
  readonly required?: boolean | undefined;
}

/** The id of a control: links of the error summary lead to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** Label above, control, error and help below. */
export function fieldFrame(ctx: PageContext, field: Field, control: Html): Html {
  return html`<div class="field"${field.error ? html` data-wrong` : nothing}><label for="${fieldId(field.name)}">${field.label}${optionalMark(ctx, field)}</label>${control}${notes(field)}</div>`;
}

/** The same for a group of choices, with a legend in place of the label. */
export function groupFrame(ctx: PageContext, field: Field, controls: Html): Html {
  return html`<fieldset class="field group" id="${fieldId(field.name)}" tabindex="-1"${field.error ? html` data-wrong` : nothing}${describedBy(field)}><legend>${field.label}${optionalMark(ctx, field)}</legend>${controls}${notes(field)}</fieldset>`;
}

/** `aria-describedby` and `aria-invalid` of a control. */
export function controlState(field: Field): Html {
  return html`${describedBy(field)}${field.error ? html` aria-invalid="true"` : nothing}${field.required === false ? nothing : html` required`}`;
}

function describedBy({ name, help, error }: Field): Html {
  if (!help && !error) return nothing;
  const id = fieldId(name);
  return html` aria-describedby="${error ? `${id}-error` : ''}${error && help ? ' ' : ''}${help ? `${id}-help` : ''}"`;
}

function optionalMark(ctx: PageContext, field: Field): Html {
  return field.required === false ? html` <span class="optional">(${ctx.t.forms.optional})</span>` : nothing;
}

function notes({ name, help, error }: Field): Html {
  const id = fieldId(name);
  return html`${error ? html`<p class="field-error" id="${id}-error">${error}</p>` : nothing}${help ? html`<p class="field-help" id="${id}-help">${help}</p>` : nothing}`;
}
