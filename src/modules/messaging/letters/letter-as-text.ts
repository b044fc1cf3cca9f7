import type { Letter } from './letter.ts';

/** A letter as plain text. */
export function letterAsText(letter: Letter): string {
  const { greeting, paragraphs, lines, total, code, action, note, closing } = letter;
  const books = lines.map((line) => `- ${line.text}: ${line.amount}`);
  const sum = total && lines.length > 0 ? [`${total.label}: ${total.amount}`] : [];
  const parts = [
    greeting,
    ...paragraphs,
    [...books, ...sum].join('\n'),
    code ? `${code.label}: ${code.value}` : '',
    action ? `${action.label}:\n${action.url}` : '',
    note ?? '',
    closing,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
