import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { compositions } from './compositions.ts';
import { contrast } from './contrast.ts';
import type { Composition } from './cover.ts';
import { drawWith } from './draw-cover.ts';
import { type Palette, palettes } from './palettes.ts';

const infamy = {
  title: 'Historia universal de la infamia: con otros relatos',
  authors: ['Jorge Luis Borges'],
  key: 'infamia',
};

const trying = [
  'De cómo el capitán don Alonso de Contreras pasó a las Indias y de lo que allí le aconteció con piratas y gobernadores I',
  'Electroencefalografistamentec',
  'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW',
  'Historia: de cómo el capitán don Alonso pasó a las Indias y de lo que allí le aconteció con los piratas',
  'Crónica de una muerte anunciada',
  'A',
];
const longNames = ['Juan Wenceslao de Wittgenstein-Wolfenbüttel', 'María del Rosario Fernández de Córdoba'];

const letters = /<text [^>]*fill=.*?<\/text>/g;
const margin = 60;

/** The sheet without its lines; a large initial is part of the picture. */
const sheetOnly = (svg: string) => svg.replace(letters, '');

/** The lines alone, on nothing, with room around the sheet for what runs over. */
const lettersOnly = (svg: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${300 + 2 * margin}" height="${400 + 2 * margin}" viewBox="${-margin} ${-margin} ${300 + 2 * margin} ${400 + 2 * margin}" font-family="serif">` +
  `${/<g font-family[^>]*>/.exec(svg)?.[0] ?? '<g>'}${svg.match(letters)?.join('') ?? ''}</g></svg>`;

/** Four bytes a pixel. */
const pixelsOf = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();

/** Calls for each pixel of a letter that is at least so opaque, with its place on the sheet. */
async function eachInk(svg: string, opacity: number, see: (x: number, y: number, rgb: number) => void): Promise<void> {
  const width = 300 + 2 * margin;
  const pixels = await pixelsOf(lettersOnly(svg));
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < opacity) continue;
    const place = at / 4;
    see((place % width) - margin, Math.floor(place / width) - margin, pixels.readUIntBE(at, 3));
  }
}

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;

async function leastContrast(composition: Composition, palette: Palette): Promise<number> {
  const svg = drawWith(composition, palette, infamy);
  const sheet = await pixelsOf(sheetOnly(svg));
  const pairs = new Map<number, readonly [letter: number, ground: number]>();
  await eachInk(svg, 255, (x, y, letter) => {
    const ground = sheet.readUIntBE((y * 300 + x) * 4, 3);
    pairs.set(letter * 2 ** 24 + ground, [letter, ground]);
  });
  return Math.min(...[...pairs.values()].map(([letter, ground]) => contrast(hex(letter), hex(ground))));
}

async function countInk(svg: string): Promise<number> {
  let count = 0;
  await eachInk(svg, 255, () => count++);
  return count;
}

const sample = drawWith(compositions[0] ?? assert.fail(), palettes[0] ?? assert.fail(), infamy);
const hasFonts = (await countInk(sample)) > 0;
const skip = hasFonts ? false : 'no font is installed on this machine';

test('letters have a contrast of 4.5 to all they stand on, in every composition and palette', { skip }, async () => {
  for (const composition of compositions) {
    for (const palette of palettes) {
      const least = await leastContrast(composition, palette);
      assert.ok(least >= 4.5, `${composition.name} in ${palette.name}: ${least.toFixed(2)}`);
    }
  }
});

test('a palette whose letters are too faint is noticed', { skip }, async () => {
  const faint = { name: 'faint', ground: '#ffffff', ink: '#bbbbbb', accent: '#cccccc', soft: '#eeeeee' };
  assert.ok((await leastContrast(compositions[0] ?? assert.fail(), faint)) < 4.5);
});

test('no letter runs over the sheet, whatever the title and the names', { skip }, async () => {
  for (const [svg, what] of tryingCovers()) {
    await eachInk(svg, 1, (x, y) => {
      assert.ok(x >= 12 && x < 292 && y >= 8 && y < 394, `${what}: a letter at ${x},${y}`);
    });
  }
});

test('no line is set upon another, whatever the title and the names', () => {
  for (const [svg, what] of tryingCovers()) {
    const lines = linesOf(svg).sort((a, b) => a.y - b.y);
    for (const [index, { y, size }] of lines.entries()) {
      const above = lines[index - 1];
      if (above) assert.ok(y - 0.74 * size >= above.y + 1, `${what}: ${above.y} and ${y}`);
    }
  }
});

function tryingCovers(): (readonly [svg: string, what: string])[] {
  const palette = palettes[2] ?? assert.fail();
  return compositions.flatMap((composition) =>
    trying.flatMap((title) =>
      [[], longNames].map(
        (authors) =>
          [
            drawWith(composition, palette, { title, authors, key: title }),
            `${composition.name}, ${title}, ${authors.length} authors`,
          ] as const,
      ),
    ),
  );
}

/** The base line and size of each line of words. */
function linesOf(svg: string): { y: number; size: number }[] {
  return [...svg.matchAll(/<text ([^>]*)>(.*?)<\/text>/g)].flatMap(([, attributes = '', inside = '']) => {
    const size = Number(/font-size="(\d+)"/.exec(attributes)?.[1]);
    const isLetters = attributes.includes('fill=');
    return isLetters
      ? [...`${attributes} ${inside}`.matchAll(/ y="(\d+)"/g)].map(([, y]) => ({ y: Number(y), size }))
      : [];
  });
}
