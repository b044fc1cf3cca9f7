import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { faviconSvg, markSvg, maskableIconSvg } from './brand.ts';

const isBottle = (red: number, green: number, blue: number) => red === 0x1d && green === 0x46 && blue === 0x38;

test('the favicon draws at 16 and at 512 pixels', async () => {
  for (const size of [16, 512]) {
    const { data } = await sharp(Buffer.from(faviconSvg)).resize(size).raw().toBuffer({ resolveWithObject: true });
    assert.ok(new Set(data).size > 8);
  }
});

test('the maskable icon keeps its drawing inside the safe circle of 80 %', async () => {
  const { data, info } = await sharp(Buffer.from(maskableIconSvg)).raw().toBuffer({ resolveWithObject: true });
  let drawn = 0;
  for (let y = 0; y < 512; y++) {
    for (let x = 0; x < 512; x++) {
      const at = (y * 512 + x) * info.channels;
      if (isBottle(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) continue;
      drawn += 1;
      assert.ok(Math.hypot(x - 256, y - 256) <= 205, `drawn outside at ${x},${y}`);
    }
  }
  assert.ok(drawn > 30_000);
});

test('the mark for pages takes the colour of the text and needs no name', () => {
  assert.match(markSvg, /fill="currentColor"/);
  assert.match(markSvg, /aria-hidden="true"/);
});
