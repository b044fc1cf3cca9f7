import { attributes, type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { controlState, type Field, fieldFrame, fieldId } from './field.ts';

export interface Textarea extends Field {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxlength?: number | undefined;
  readonly placeholder?: string | undefined;
}

export function textarea(ctx: PageContext, { value = '', rows = 4, maxlength, placeholder, ...field }: Textarea): Html {
  // The line break after the tag is eaten by the parser; without it, one that was typed first would be.
  return fieldFrame(
    ctx,
    field,
    html`<textarea id="${fieldId(field.name)}" name="${field.name}"${attributes({ rows, maxlength, placeholder })}${controlState(field)}>\n${value}</textarea>`,
  );
}
