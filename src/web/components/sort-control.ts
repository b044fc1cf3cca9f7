import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';

export interface SortControl {
  readonly action: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  /** What else the address carries and must keep; a name may come more than once. */
  readonly keep: readonly (readonly [string, string])[];
}

/** The order of a list: a small form that gets, sent by itself where script runs. */
export function sortControl(ctx: PageContext, { action, options, value, keep }: SortControl): Html {
  const { catalogue } = ctx.t;
  return html`<filter-form class="sort"><form action="${action}">${keep.map(([name, kept]) => html`<input type="hidden" name="${name}" value="${kept}">`)}<label for="sort">${catalogue.sort}</label> <select id="sort" name="sort">${options.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value ? ' selected' : ''}>${option.label}</option>`,
  )}</select> <button class="button secondary">${catalogue.sortApply}</button></form></filter-form>`;
}
