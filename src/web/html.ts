/** Markup that is safe to send: every value that went into it was escaped. Made by this file's functions only. */
class Markup {
  // Private, so that no other object passes for markup.
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type { Markup as Html };

/** What may stand in a template's `${…}`. Promises are left out on purpose: a component is synchronous. */
export type Part = Markup | string | number | boolean | null | undefined | readonly Part[];

/**
 * The one way to write markup. Strings are escaped (in text and in quoted attributes alike),
 * `Html` goes in as it is, arrays are joined, `false`, `true`, `null` and `undefined` print nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let text = strings[0] ?? '';
  for (let place = 0; place < parts.length; place++) {
    const part = parts[place];
    if (typeof part === 'string') text += escapeText(part);
    else if (part instanceof Markup) text += part.toString();
    else text += written(part);
    text += strings[place + 1] ?? '';
  }
  return new Markup(text);
}

function written(part: Part): string {
  if (part === null || part === undefined || typeof part === 'boolean') return '';
  if (part instanceof Markup) return part.toString();
  if (Array.isArray(part)) return joined(part);
  // What the types don't let in is escaped as text, never taken at its word.
  return escapeText(String(part));
}

function joined(parts: readonly Part[]): string {
  let text = '';
  for (const part of parts) text += written(part);
  return text;
}

/** Nothing at all, where a component has nothing to show. */
export const nothing: Markup = html``;

/** The same markup as one piece of text, for what is kept: text that was put together from pieces is otherwise walked through by each page again. */
export function flat(markup: Markup): Markup {
  markup.toString().charCodeAt(0);
  return markup;
}

/** The text that goes over the wire. */
export function render(markup: Markup): string {
  return markup.toString();
}

export type AttributeValue = string | number | boolean | null | undefined;

/**
 * Attributes, each preceded by a space: `true` prints the bare name; `false`, `null`, `undefined` print nothing.
 * Names come from our code, never from data; values are escaped.
 */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Markup {
  let text = '';
  for (const name in values) {
    const value = values[name];
    if (value === undefined || value === null || value === false) continue;
    text += value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`;
  }
  return new Markup(text);
}

/** A block of JSON-LD: `<` is written as an escape, so that no text can close the element. */
export function jsonLd(data: object): Markup {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<script type="application/ld+json">${new Markup(json)}</script>`;
}

const special = /[&<>"']/;

function escapeText(text: string): string {
  return special.test(text) ? escapeFound(text) : text;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeFound(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
