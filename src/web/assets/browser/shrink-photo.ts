// Larger than the shop's largest size, so that nothing is lost that would be shown.
const longestSide = 2000;
const worthShrinking = 400_000;
const quality = 0.86;

export interface ShrunkPhoto {
  photo: File;
  preview?: HTMLCanvasElement;
}

/** A photo of at most 2000 pixels, upright, as JPEG, with a small picture of it; the file itself where the browser can't read it. */
export async function shrinkPhoto(file: File): Promise<ShrunkPhoto> {
  try {
    const image = await createImageBitmap(file);
    const preview = draw(image, 240);
    const small = file.size < worthShrinking && Math.max(image.width, image.height) <= longestSide;
    const photo = small ? file : await asJpeg(draw(image, longestSide), file);
    image.close();
    return { photo, preview };
  } catch {
    return { photo: file };
  }
}

function draw(image: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function asJpeg(canvas: HTMLCanvasElement, original: File): Promise<File> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob || blob.size >= original.size) return original;
  return new File([blob], original.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
}
