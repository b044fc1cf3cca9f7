import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import type { Messages } from '../messages/index.ts';

export type Condition = keyof Messages['book']['conditions'];

/** From the best to the poorest, as the scale and every list of choices has them. */
export const conditions: readonly Condition[] = ['new', 'as_new', 'fine', 'very_good', 'good', 'fair', 'poor'];

/** The condition as a word with a small scale of seven steps, which adds nothing for a screen reader. */
export function conditionScale(ctx: PageContext, condition: Condition): Html {
  const { conditions: words } = ctx.t.book;
  let known = scalesOf.get(words);
  if (!known) scalesOf.set(words, (known = {}));
  return (known[condition] ??=
    html`<p class="condition"><span class="scale" data-grade="${condition}"></span>${words[condition]}</p>`);
}

// A page of results shows dozens of them, and there are seven in each language.
const scalesOf = new WeakMap<object, Partial<Record<Condition, Html>>>();
