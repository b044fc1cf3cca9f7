const longestSubject = 200;
const longestGreeting = 60;

/** One line, whatever was typed: a subject must not begin another header. */
export function oneLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return [...line].slice(0, longestSubject).join('');
}

/** The name to greet by; null for one that carries a link or an address, since anyone may type any name beside someone else's address. */
export function nameToGreet(name: string): string | null {
  const line = oneLine(name);
  const telling = /[/\\:@<>[\]]|[\p{L}\p{N}]\.[\p{L}\p{N}]|www/iu.test(line);
  return line === '' || telling || line.length > longestGreeting ? null : line;
}
