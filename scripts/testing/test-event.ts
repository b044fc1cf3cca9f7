/** What a reporter writes, one JSON object a line, for the runner that started it. */
export type TestEvent =
  | { readonly kind: 'pass'; readonly name: string; readonly file: string }
  | { readonly kind: 'fail'; readonly name: string; readonly file: string; readonly detail: string }
  | { readonly kind: 'skip'; readonly name: string; readonly file: string; readonly reason: string }
  | { readonly kind: 'output'; readonly file: string; readonly text: string };

/** Marks the reporter's lines, since tests may print to the same stream. */
const MARK = '\u0001';

export function writeEvent(event: TestEvent): string {
  return `${MARK}${JSON.stringify(event)}\n`;
}

/** Undefined for a line that no reporter wrote. */
export function readEvent(line: string): TestEvent | undefined {
  return line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as TestEvent) : undefined;
}
