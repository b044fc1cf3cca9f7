import { type FileHandle, open } from 'node:fs/promises';
import type { BoundedAccess } from './bounded-access.ts';
import { sniffBytes, sniffPhoto } from './formats/sniff-photo.ts';
import { maximumBytes, tooLarge, unsupported } from './photo-refusals.ts';

/**
 * Writes an upload to `path` as it arrives and stops at the first bytes that are no photo's, or at the limit. What a
 * failure leaves at `path` is the caller's to remove.
 *
 * Errors: photo.unsupported, photo.too_large, photo.storage_unavailable; whatever the input throws.
 */
export async function receiveUpload(
  input: AsyncIterable<Uint8Array>,
  path: string,
  access: BoundedAccess,
): Promise<void> {
  const file = await access(
    () => open(path, 'wx', 0o600),
    (late) => late.close(),
  );
  try {
    await writeAll(input, file, access);
  } finally {
    await access(() => file.close());
  }
}

async function writeAll(input: AsyncIterable<Uint8Array>, file: FileHandle, access: BoundedAccess): Promise<void> {
  let bytes = 0;
  let beginning: Uint8Array = new Uint8Array(0);
  for await (const chunk of input) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw tooLarge();
    if (beginning.byteLength < sniffBytes) beginning = sniffed(beginning, chunk);
    await access(() => file.write(chunk));
  }
  if (sniffPhoto(beginning) === undefined) throw unsupported();
}

/** Refuses as soon as there are enough bytes to tell, so that a film isn't taken to its end. */
function sniffed(beginning: Uint8Array, chunk: Uint8Array): Uint8Array {
  const longer = Buffer.concat([beginning, chunk.subarray(0, sniffBytes)]).subarray(0, sniffBytes);
  if (longer.byteLength === sniffBytes && sniffPhoto(longer) === undefined) throw unsupported();
  return longer;
}
