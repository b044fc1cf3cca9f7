/** One start tag of a page. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands between a `title`, `script`, `textarea` or `style` and its end. */
  readonly text: string;
}

const attribute = /\s+([a-zA-Z:-]+)(?:="([^"<]*)")?/y;
const start = /<([a-z][a-z0-9-]*)/y;
const other = /<\/[a-z][a-z0-9-]*\s*>|<!doctype html>/y;
const rawText = new Set(['script', 'style', 'title', 'textarea']);

/**
 * The tags of a page, read as strictly as our own pages are written: every `<` begins a tag, every attribute stands in
 * double quotes. Whatever a text has brought in unescaped does not fit. Errors: that, with what stands there.
 */
export function readMarkup(markup: string): Tag[] {
  const tags: Tag[] = [];
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at)) {
    const end = endOf(other, markup, at);
    if (end !== undefined) at = end;
    else [tags[tags.length], at] = readTag(markup, at);
  }
  return tags;
}

function readTag(markup: string, from: number): [Tag, number] {
  start.lastIndex = from;
  const name = start.exec(markup)?.[1];
  if (name === undefined) throw strange(markup, from);
  let at = start.lastIndex;
  const attributes = new Map<string, string>();
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(markup);
    if (!found) break;
    const [, key = '', value = ''] = found;
    if (attributes.has(key)) throw strange(markup, at);
    attributes.set(key, value);
    at = attribute.lastIndex;
  }
  const close = endOf(/\s*\/?>/y, markup, at);
  if (close === undefined) throw strange(markup, at);
  if (!rawText.has(name)) return [{ name, attributes, text: '' }, close];
  const textEnd = markup.indexOf(`</${name}>`, close);
  if (textEnd < 0) throw strange(markup, from);
  return [{ name, attributes, text: markup.slice(close, textEnd) }, textEnd];
}

function endOf(shape: RegExp, markup: string, at: number): number | undefined {
  shape.lastIndex = at;
  return shape.test(markup) ? shape.lastIndex : undefined;
}

const strange = (markup: string, at: number): Error =>
  new Error(`this is not how our pages are written: …${markup.slice(Math.max(0, at - 80), at + 80)}…`);
