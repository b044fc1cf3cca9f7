import { attributes, type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { controlState, type Field, fieldFrame, fieldId } from './field.ts';

export interface TextInput extends Field {
  readonly value?: string | number | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'search' | 'number' | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | undefined;
  readonly autocomplete?: string | undefined;
  readonly enterkeyhint?: 'next' | 'done' | 'go' | 'send' | 'search' | undefined;
  readonly maxlength?: number | undefined;
  readonly placeholder?: string | undefined;
  /** As wide as what goes into it: a code, a year. */
  readonly width?: 'short' | 'middle' | undefined;
  readonly list?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly autofocus?: boolean | undefined;
}

export function textInput(ctx: PageContext, input: TextInput): Html {
  return fieldFrame(ctx, input, html`<input ${textAttributes(input)}${controlState(input)}>`);
}

export function textAttributes(input: TextInput): Html {
  const { name, value, type = 'text', inputmode, autocomplete, enterkeyhint, maxlength, placeholder, width } = input;
  const { list, spellcheck, autofocus } = input;
  return attributes({
    id: fieldId(name),
    name,
    type,
    value,
    inputmode,
    autocomplete,
    enterkeyhint,
    maxlength,
    placeholder,
    list,
    autofocus,
    'data-width': width,
    spellcheck: spellcheck === undefined ? null : String(spellcheck),
  });
}
