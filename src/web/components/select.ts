import { attributes, type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { controlState, type Field, fieldFrame, fieldId } from './field.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface Select extends Field {
  readonly options: readonly Option[];
  readonly value?: string | undefined;
  /** The first, empty choice; absent: the first option is chosen. */
  readonly prompt?: string | undefined;
  readonly autocomplete?: string | undefined;
}

export function select(ctx: PageContext, { options, value, prompt, autocomplete, ...field }: Select): Html {
  const choices = html`${prompt === undefined ? nothing : html`<option value="">${prompt}</option>`}${options.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value ? ' selected' : ''}>${option.label}</option>`,
  )}`;
  return fieldFrame(
    ctx,
    field,
    html`<select id="${fieldId(field.name)}" name="${field.name}"${attributes({ autocomplete })}${controlState(field)}>${choices}</select>`,
  );
}
