import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { currencySymbol } from '../messages/formats.ts';
import { controlState, type Field, fieldFrame } from './field.ts';
import { textAttributes } from './text-input.ts';

export interface MoneyInput extends Field {
  /** What was typed, or the amount in major units as the country writes it. */
  readonly value?: string | undefined;
}

/** An amount in the shop's currency, typed as people type it: "25.000". The server reads it. */
export function moneyInput(ctx: PageContext, input: MoneyInput): Html {
  const entry = textAttributes({
    ...input,
    inputmode: 'decimal',
    autocomplete: 'off',
    enterkeyhint: 'done',
    maxlength: 20,
  });
  return fieldFrame(
    ctx,
    input,
    html`<div class="money-input"><span aria-hidden="true">${currencySymbol(ctx)}</span><input ${entry}${controlState(input)}></div>`,
  );
}
