/** A form of a page as a browser would send it: where it goes, and the fields with what stands in them. */
export interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string | string[]>>;
  /** Labels of its buttons, by their name and value. */
  readonly buttons: readonly { name: string; value: string; label: string }[];
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export const decodeHtml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => named[name] ?? '');

/** What a reader sees of a page: its text without markup. */
export const textOf = (markup: string): string =>
  decodeHtml(markup.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

export const formsOf = (markup: string): PageForm[] =>
  [...markup.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => readForm(head, body));

function readForm(head: string, body: string): PageForm {
  return {
    action: attribute(head, 'action') ?? '',
    fields: readFields(body),
    buttons: [...body.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(([, tag = '', label = '']) => ({
      name: attribute(tag, 'name') ?? '',
      value: attribute(tag, 'value') ?? '',
      label: textOf(label),
    })),
  };
}

function readFields(body: string): PageForm['fields'] {
  const fields: Record<string, string | string[]> = {};
  const put = (name: string | undefined, value: string): void => {
    if (!name) return;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  };
  for (const [, tag = ''] of body.matchAll(/<input\b([^>]*)>/g))
    if (isSent(tag)) put(attribute(tag, 'name'), attribute(tag, 'value') ?? '');
  for (const [, tag = '', text = ''] of body.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
    put(attribute(tag, 'name'), decodeHtml(text));
  for (const [, tag = '', options = ''] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g))
    put(attribute(tag, 'name'), chosenOf(options));
  return fields;
}

function isSent(tag: string): boolean {
  const type = attribute(tag, 'type');
  return (type !== 'radio' && type !== 'checkbox') || /\schecked(\s|$|=)/.test(tag);
}

function chosenOf(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => tag);
  const chosen = all.find((tag) => /\sselected(\s|$|=)/.test(tag)) ?? all[0] ?? '';
  return attribute(chosen, 'value') ?? '';
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decodeHtml(found);
}
