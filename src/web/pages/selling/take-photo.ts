import { isDomainError } from '../../../platform/errors.ts';
import type { PageRequest, UploadedPart } from '../../route.ts';

/** A photo that was not taken, by the name of its file. */
export interface RefusedPhoto {
  readonly fileName: string;
  readonly code: string;
}

type FilePart = Extract<UploadedPart, { kind: 'file' }>;

/** A control without a chosen file sends a part without a name. */
export const isEmpty = (part: FilePart): boolean => part.fileName === '';

/** Adds a photo as it arrives; answers why it was refused, where it was. What is left of it is read and dropped, so that the parts behind it arrive. */
export async function takePhoto(
  { doors }: PageRequest,
  listing: { sellerId: string; listingId: string },
  part: FilePart,
): Promise<RefusedPhoto | undefined> {
  // Without this, leaving the stream early would end the whole form.
  const photo = part.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  try {
    await doors.catalogue.addPhoto({ ...listing, photo, declaredType: part.type });
    return undefined;
  } catch (error) {
    const code = refusalOf(error);
    if (code === undefined) throw error;
    return { fileName: part.fileName, code };
  } finally {
    part.stream.resume();
  }
}

const refusalOf = (error: unknown): string | undefined =>
  isDomainError(error) && (error.code.startsWith('photo.') || error.code === 'listing.photos_full')
    ? error.code
    : undefined;

/** The server takes so many files and no more: what it says when there are more. */
export const areTooMany = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'FST_FILES_LIMIT';
