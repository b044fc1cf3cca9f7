import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const script = 'console.log("BookStore")';

/** A folder as a release publishes it: a script with its packed copies, a picture without. */
export function makeBuiltFiles(): string {
  const root = mkdtempSync(join(tmpdir(), 'bookstore-assets-'));
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(root, 'assets', name), content);
  mkdirSync(join(root, 'assets'));
  put('app-1a2b3c.js', script);
  put('app-1a2b3c.js.br', brotliCompressSync(script));
  put('app-1a2b3c.js.gz', gzipSync(script));
  put('book-9f.webp', 'webp');
  return root;
}
