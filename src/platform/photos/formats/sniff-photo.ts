export type PhotoFormat = 'jpeg' | 'png' | 'webp';

/** This many first bytes tell the formats apart. */
export const sniffBytes = 12;

const text = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** The format by content alone; a name or a declared type is whatever the sender likes. */
export function sniffPhoto(beginning: Uint8Array): PhotoFormat | undefined {
  const head = text(beginning, 0, sniffBytes);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'webp' : undefined;
}
