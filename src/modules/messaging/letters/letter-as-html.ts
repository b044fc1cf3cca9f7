// eslint-disable-next-line no-restricted-imports -- a module does not enter src/web; it takes `html`, which escapes, and never `raw`
import { html as template } from 'hono/html';
import type { Locale } from '../door.ts';
import type { Letter } from './letter.ts';

type Markup = { toString(): string };
type Part = Markup | string | null | Part[];

/** hono's `html` escapes every value; without promises among them it answers at once. */
const html = template as unknown as (strings: TemplateStringsArray, ...parts: Part[]) => Markup;

/** Mail programs know neither stylesheets nor variables, so each element carries its own style. */
const styles = {
  body: 'margin:0;padding:24px 12px;background:#f6f1e7;color:#2a2622;font:16px/1.5 Georgia,"Times New Roman",serif',
  card: 'max-width:560px;margin:0 auto;padding:28px;background:#fffdf8;border:1px solid #e4dac8;border-radius:8px',
  shop: 'margin:0 0 20px;font-size:20px;font-weight:bold;color:#1f4d3a',
  table: 'width:100%;border-collapse:collapse;margin:0 0 16px',
  cell: 'padding:6px 0;border-bottom:1px solid #e4dac8;text-align:left;font-weight:normal',
  amount: 'padding:6px 0 6px 16px;border-bottom:1px solid #e4dac8;text-align:right;white-space:nowrap',
  code: 'margin:0 0 16px;padding:12px 16px;background:#f6f1e7;border-radius:6px',
  codeValue: 'font:bold 20px/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:1px',
  button:
    'display:inline-block;padding:12px 20px;background:#1f4d3a;color:#ffffff;text-decoration:none;border-radius:6px',
  note: 'margin:0 0 16px;font-size:14px;color:#5d554b',
  text: 'margin:0 0 16px',
};

/** A letter as a page that mail programs show. */
export function letterAsHtml(letter: Letter, locale: Locale, shopName: string): string {
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${letter.subject}</title></head>
<body style="${styles.body}"><div style="${styles.card}">
<p style="${styles.shop}">${shopName}</p>
${[letter.greeting, ...letter.paragraphs].map(paragraph)}
${books(letter)}
${letter.code ? code(letter.code) : null}
${letter.action ? button(letter.action) : null}
${letter.note === null ? null : html`<p style="${styles.note}">${letter.note}</p>`}
${paragraph(letter.closing)}
</div></body>
</html>
`.toString();
}

const paragraph = (text: string): Markup =>
  html`<p style="${styles.text}">${text.split('\n').map((line, index) => (index === 0 ? line : html`<br>${line}`))}</p>`;

function books({ lines, total }: Letter): Part {
  if (lines.length === 0) return null;
  const rows = total ? [...lines, { text: total.label, amount: total.amount }] : lines;
  return html`<table style="${styles.table}">${rows.map(
    (row) =>
      html`<tr><th scope="row" style="${styles.cell}">${row.text}</th><td style="${styles.amount}">${row.amount}</td></tr>`,
  )}</table>`;
}

const code = ({ label, value }: NonNullable<Letter['code']>): Markup =>
  html`<p style="${styles.code}">${label}<br><span style="${styles.codeValue}">${value}</span></p>`;

const button = ({ label, url }: NonNullable<Letter['action']>): Markup =>
  html`<p style="${styles.text}"><a href="${url}" style="${styles.button}">${label}</a></p>`;
