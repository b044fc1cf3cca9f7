import { type FileHandle, open } from 'node:fs/promises';
import type { BoundedAccess } from './bounded-access.ts';
import { sniffBytes, sniffPhoto } from './formats/sniff-photo.ts';
import { maximumBytes, tooLarge, unsupported } from './photo-refusals.ts';

export interface Reception {
  path: string;
  access: BoundedAccess;
  /** Called as soon as the first bytes are a photo's. */
  recognised: () => void;
}

/**
 * Writes an upload to a file as it arrives and stops at the first bytes that are no photo's, or at the limit. What a
 * failure leaves there is the caller's to remove.
 *
 * Errors: photo.unsupported, photo.too_large, photo.storage_unavailable; whatever the input throws.
 */
export async function receiveUpload(input: AsyncIterable<Uint8Array>, reception: Reception): Promise<void> {
  const { path, access } = reception;
  const file = await access(() => open(path, 'wx', 0o600), { whenLate: (late) => late.close() });
  try {
    await writeAll(input, file, reception);
  } finally {
    await access(() => file.close());
  }
}

async function writeAll(
  input: AsyncIterable<Uint8Array>,
  file: FileHandle,
  { access, recognised }: Reception,
): Promise<void> {
  let bytes = 0;
  let beginning: Uint8Array = new Uint8Array(0);
  for await (const chunk of input) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw tooLarge();
    if (beginning.byteLength < sniffBytes) {
      beginning = joined(beginning, chunk);
      if (beginning.byteLength === sniffBytes) recognise(beginning, recognised);
    }
    await access(() => file.writeFile(chunk));
  }
  if (beginning.byteLength < sniffBytes) throw unsupported();
}

const joined = (beginning: Uint8Array, chunk: Uint8Array): Uint8Array =>
  Buffer.concat([beginning, chunk.subarray(0, sniffBytes)]).subarray(0, sniffBytes);

function recognise(beginning: Uint8Array, recognised: () => void): void {
  if (sniffPhoto(beginning) === undefined) throw unsupported();
  recognised();
}
