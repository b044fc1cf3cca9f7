/**
 * What must not reach a drawing: controls, line breaks, marks that turn the direction of what follows,
 * invisible characters that only pad, and code points that XML forbids.
 */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFF]/gu;

/** A title or a name as plain words on one line: well-formed, without controls, at most `limit` characters. */
export function cleanText(text: string, limit: number): string {
  const words = text.toWellFormed().replace(unsafe, ' ').replace(/\s+/gu, ' ').trim().normalize('NFC');
  const characters = [...words];
  if (characters.length <= limit) return words;
  const cut = characters.slice(0, limit - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in XML, in an element or an attribute. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
