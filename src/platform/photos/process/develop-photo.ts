import sharp, { type OutputInfo, type Sharp, type SharpOptions } from 'sharp';
import { inspectPhoto } from '../formats/inspect-photo.ts';
import { type PhotoSize, photoSides, photoSizes } from '../photo-names.ts';
import { maximumPixels, tooManyPixels, unreadable } from '../photo-refusals.ts';

export interface Rendition {
  name: PhotoSize;
  width: number;
  height: number;
  content: Buffer;
}

interface Pixels {
  data: Buffer;
  info: OutputInfo;
}

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/** `error` still refuses what is cut short, but not the small faults that many telephones write. */
const reading: SharpOptions = { limitInputPixels: maximumPixels, failOn: 'error', sequentialRead: true, pages: 1 };

/** The effort of the two larger sizes halves their cost for 4 % more bytes; of the small one a page shows dozens. */
const encoding: Readonly<Record<PhotoSize, { quality: number; effort: number }>> = {
  small: { quality: 78, effort: 4 },
  medium: { quality: 80, effort: 2 },
  large: { quality: 80, effort: 2 },
};

/**
 * Decodes a photo once and encodes its three sizes as WebP in sRGB, upright, on white where it is transparent, with none
 * of the source's metadata. The same source gives the same bytes.
 *
 * Errors: photo.unsupported, photo.unreadable, photo.too_many_pixels.
 */
export async function developPhoto(source: Buffer): Promise<Rendition[]> {
  const { content } = inspectPhoto(source);
  const large = await decode(content);
  const medium = await shrink(large, photoSides.medium);
  const small = await shrink(medium, photoSides.small);
  const pixels = { small, medium, large };
  return Promise.all(photoSizes.map((name) => encode(name, pixels[name])));
}

async function decode(content: Buffer): Promise<Pixels> {
  try {
    const { orientation, space, icc } = await sharp(content, reading).metadata();
    const image = space === 'srgb' && icc ? await shrunkWithProfile(content) : shrunk(content, reading);
    return await upright(await pixelsOf(image.toColourspace('srgb')), orientation ?? 1);
  } catch (error) {
    throw String(error).includes('pixel limit') ? tooManyPixels() : unreadable();
  }
}

const shrunk = (content: Buffer, options: SharpOptions): Sharp =>
  within(sharp(content, options), photoSides.large).flatten({ background: '#ffffff' });

/**
 * Most telephones embed a colour profile, which sharp would apply to every pixel of the source: twice the cost of the
 * decoding. An uncompressed PNG carries the profile over to the shrunk picture.
 */
async function shrunkWithProfile(content: Buffer): Promise<Sharp> {
  const image = shrunk(content, { ...reading, ignoreIcc: true }).keepIccProfile();
  return sharp(await image.png({ compressionLevel: 0 }).toBuffer(), reading);
}

const within = (image: Sharp, side: number): Sharp =>
  image.resize(side, side, { fit: 'inside', withoutEnlargement: true });

const pixelsOf = (image: Sharp): Promise<Pixels> => image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });

const fromPixels = ({ data, info }: Pixels): Sharp =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

const shrink = (pixels: Pixels, side: number): Promise<Pixels> => pixelsOf(within(fromPixels(pixels), side));

/**
 * Turned after shrinking: turning all twelve megapixels doubles the cost of the decoding. sharp mirrors before it turns,
 * in whatever order it is asked.
 */
function upright(pixels: Pixels, orientation: number): Promise<Pixels> | Pixels {
  const turns: Readonly<Record<number, (image: Sharp) => Sharp>> = {
    2: (image) => image.flop(),
    3: (image) => image.rotate(180),
    4: (image) => image.flip(),
    5: (image) => image.flop().rotate(270),
    6: (image) => image.rotate(90),
    7: (image) => image.flop().rotate(90),
    8: (image) => image.rotate(270),
  };
  const turn = turns[orientation];
  return turn ? pixelsOf(turn(fromPixels(pixels))) : pixels;
}

async function encode(name: PhotoSize, pixels: Pixels): Promise<Rendition> {
  const content = await fromPixels(pixels).webp(encoding[name]).toBuffer();
  return { name, width: pixels.info.width, height: pixels.info.height, content };
}
