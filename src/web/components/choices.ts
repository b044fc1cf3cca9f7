import { attributes, type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { conditions } from './condition-scale.ts';
import { type Field, fieldId, groupFrame } from './field.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** One line that says what it means. */
  readonly meaning?: string | Html | undefined;
  /** At the far side: a cost. */
  readonly beside?: string | Html | undefined;
  readonly disabled?: boolean | undefined;
}

export interface RadioCards extends Field {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  /** Choices that few want, folded away behind their label until one of them is chosen. */
  readonly more?: { readonly label: string; readonly choices: readonly Choice[] } | undefined;
}

/** One of a few, each a card large enough for a thumb: delivery, payment method, pick-up. */
export function radioCards(ctx: PageContext, { choices, value, more, ...field }: RadioCards): Html {
  const cards = (some: readonly Choice[]): Html =>
    html`<div class="choice-cards">${some.map((choice) => card('radio', field, choice, choice.value === value))}</div>`;
  const open = more?.choices.some((choice) => choice.value === value);
  const folded =
    more && more.choices.length > 0
      ? html`<details class="more-choices"${open ? ' open' : ''}><summary>${more.label}</summary>${cards(more.choices)}</details>`
      : nothing;
  return groupFrame(ctx, field, html`${cards(choices)}${folded}`);
}

export interface CheckboxGroup extends Field {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
}

/** Any of a few: the flags of a copy. */
export function checkboxGroup(ctx: PageContext, { choices, values = [], ...field }: CheckboxGroup): Html {
  return groupFrame(
    ctx,
    field,
    html`<div class="choice-cards small">${choices.map((choice) => card('checkbox', field, choice, values.includes(choice.value)))}</div>`,
  );
}

/** The seven conditions as radio cards, each with its line and its place on the scale. */
export function conditionCards(ctx: PageContext, field: Field & { readonly value?: string | undefined }): Html {
  const { conditions: names, conditionMeanings } = ctx.t.book;
  return radioCards(ctx, {
    ...field,
    choices: conditions.map((value) => ({
      value,
      label: names[value],
      meaning: conditionMeanings[value],
      beside: html`<span class="scale" data-grade="${value}"></span>`,
    })),
  });
}

/** One box to tick, with its own label. */
export function checkbox(name: string, label: string | Html, checked = false): Html {
  return html`<label class="checkbox" for="${fieldId(name)}"><input type="checkbox" id="${fieldId(name)}" name="${name}" value="yes"${checked ? ' checked' : ''}><span>${label}</span></label>`;
}

function card(type: 'radio' | 'checkbox', field: Field, choice: Choice, checked: boolean): Html {
  const required = type === 'radio' && field.required !== false;
  return html`<label class="choice-card"><input type="${type}" name="${field.name}" value="${choice.value}"${attributes({ checked, disabled: choice.disabled, required })}><span class="choice-text"><span class="choice-label">${choice.label}</span>${
    choice.meaning ? html`<span class="choice-meaning">${choice.meaning}</span>` : nothing
  }</span>${choice.beside ? html`<span class="choice-beside">${choice.beside}</span>` : nothing}</label>`;
}
