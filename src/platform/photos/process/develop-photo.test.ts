import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { markedPicture, noisyPicture } from '../photo-samples.ts';
import { developPhoto, type Rendition } from './develop-photo.ts';

async function largeOf(source: Buffer): Promise<Rendition> {
  const large = (await developPhoto(source)).find(({ name }) => name === 'large');
  assert.ok(large);
  return large;
}

async function colourAt(image: Buffer, left: number, top: number): Promise<number[]> {
  const pixel = await sharp(image).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer();
  return [...pixel];
}

const isRed = ([red = 0, , blue = 0]: number[]): boolean => red > 150 && blue < 100;

test('every EXIF orientation ends upright, as sharp itself would turn it', async () => {
  const picture = await markedPicture();
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const source = await picture.clone().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    const turned = await sharp(source).autoOrient().png().toBuffer({ resolveWithObject: true });
    const large = await largeOf(source);
    assert.deepEqual([large.width, large.height], [turned.info.width, turned.info.height]);
    for (const [left, top] of [
      [3, 3],
      [large.width - 4, 3],
      [3, large.height - 4],
      [large.width - 4, large.height - 4],
    ] as const) {
      const red = isRed(await colourAt(turned.data, left, top));
      assert.equal(isRed(await colourAt(large.content, left, top)), red, `${orientation} at ${left},${top}`);
    }
  }
});

test('transparent becomes white, and shades of grey stay', async () => {
  const transparent = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer();
  const grey = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#808080' } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
  assert.deepEqual(await colourAt((await largeOf(transparent)).content, 5, 5), [255, 255, 255]);
  for (const channel of await colourAt((await largeOf(grey)).content, 5, 5)) assert.ok(Math.abs(channel - 128) < 4);
});

test('a wide colour profile is applied: the red of a telephone stays that red', async () => {
  const source = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#d04020' } })
    .withIccProfile('p3')
    .jpeg({ quality: 95 })
    .toBuffer();
  const [red = 0, green = 0, blue = 0] = await colourAt((await largeOf(source)).content, 20, 20);
  assert.ok(Math.abs(red - 0xd0) < 8 && Math.abs(green - 0x40) < 8 && Math.abs(blue - 0x20) < 8);
  assert.equal((await sharp((await largeOf(source)).content).metadata()).icc, undefined);
});

test('sizes keep the proportions and never enlarge', async () => {
  const source = await (await noisyPicture({ width: 1000, height: 500 })).png().toBuffer();
  const sizes = (await developPhoto(source)).map(({ name, width, height }) => [name, width, height]);
  assert.deepEqual(sizes, [
    ['small', 320, 160],
    ['medium', 800, 400],
    ['large', 1000, 500],
  ]);
});

test('a photo cut short is unreadable, wherever it is cut', async () => {
  const picture = await noisyPicture({ width: 400, height: 300 });
  for (const source of [
    await picture.clone().jpeg().toBuffer(),
    await picture.clone().png().toBuffer(),
    await picture.clone().webp().toBuffer(),
  ]) {
    for (const share of [0.1, 0.5, 0.9]) {
      await assert.rejects(developPhoto(source.subarray(0, source.length * share)), { code: 'photo.unreadable' });
    }
  }
});

test('no other loader answers, not even when asked by content', async () => {
  await assert.rejects(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).toBuffer());
  await assert.rejects(sharp(Buffer.from('R0lGODlhAQABAAAAACw=', 'base64')).toBuffer());
});
