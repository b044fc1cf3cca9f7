import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { compositions } from './compositions.ts';
import { drawCover, drawWith } from './draw-cover.ts';
import { palettes } from './palettes.ts';

const soledad = { title: 'Cien años de soledad', authors: ['Gabriel García Márquez'], key: 'work-1' };

const hostile = [
  '<script>alert(1)</script>',
  "\"><img src=x onerror=alert(1)> & 'quoted' ]]>",
  'nul \u0000 bell \u0007 escape \u001b delete \u007f next\u0085line',
  'lone \ud83d surrogate \udc00 here',
  'turned \u202eright to left\u202c and \u2067isolated\u2069 \u200f',
  'not a character \ufffe \uffff',
  'line\nbreak\u2028and\ttab',
  'مئة عام من العزلة',
  '百年の孤独',
  '👩‍👧‍👦 😀',
  '',
  '   ',
  '&amp;lt;',
  'a'.repeat(500),
  'z̷̛̗a̶̖͝l̴̙̈g̷̜̽o̶ '.repeat(20),
];

const drawn = (svg: string) => sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });

test('the same work always looks the same, and another one looks different', () => {
  assert.equal(drawCover(soledad), drawCover({ ...soledad }));
  const looks = new Set(Array.from({ length: 60 }, (_, index) => drawCover({ ...soledad, key: `work-${index}` })));
  assert.ok(looks.size > 50, `${looks.size} of 60`);
});

test('every composition and every palette is drawn for some work', () => {
  const all = Array.from({ length: 1500 }, (_, index) => drawCover({ ...soledad, key: `work-${index}` }));
  for (const { ground } of palettes) assert.ok(all.some((svg) => svg.includes(`fill="${ground}" d="M0 0h300v400`)));
  const skeletons = new Set(all.map((svg) => svg.replace(/#[0-9a-f]{6}/g, '').replace(/-?\d+/g, '')));
  assert.ok(skeletons.size >= compositions.length, `${skeletons.size} skeletons`);
});

test('a cover is 3:4, between 400 bytes and 3 kB, without decimals in its shapes', () => {
  for (const composition of compositions) {
    for (const title of [soledad.title, 'Momo', 'palabra '.repeat(15)]) {
      const svg = drawWith(composition, palettes[0] ?? assert.fail(), { ...soledad, title });
      const bytes = Buffer.byteLength(svg);
      assert.ok(bytes >= 400 && bytes <= 3000, `${composition.name}: ${bytes} bytes`);
      assert.match(svg, /viewBox="0 0 300 400"/);
      assert.doesNotMatch(svg, / (?:d|x|y|r|cx|cy)="[^"]*\.\d/);
    }
  }
});

test('hostile titles and names give well-formed XML that runs and fetches nothing', async () => {
  for (const composition of compositions) {
    for (const text of hostile) {
      const svg = drawWith(composition, palettes[3] ?? assert.fail(), {
        title: text,
        authors: [text, text],
        key: text,
      });
      assertHarmless(svg);
      assert.ok(Buffer.byteLength(svg) <= 3000);
      await drawn(svg);
    }
  }
});

test('any text at all gives well-formed, harmless XML', async () => {
  const codes = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    codes.map((units) => String.fromCharCode(...units)),
  );
  const property = fc.asyncProperty(anyText, fc.array(anyText, { maxLength: 5 }), async (title, authors) => {
    const svg = drawCover({ title, authors, key: title });
    assertHarmless(svg);
    await drawn(svg);
  });
  await fc.assert(property, { numRuns: 120 });
});

test('a title that would turn the drawing around is set in its own order', () => {
  const svg = drawCover({ title: 'abc\u202edef', authors: [], key: 'turned' });
  assert.doesNotMatch(svg, /[\u202a-\u202e\u2066-\u2069]/);
});

/** No element or attribute but those that shapes and letters need. */
function assertHarmless(svg: string): void {
  const tags = svg.match(/<[^>]*>/g) ?? [];
  for (const tag of tags) {
    assert.match(tag, /^<\/?(?:svg|g|path|circle|text|tspan|pattern)[ />]/);
    assert.doesNotMatch(tag, /\son\w+=|href| style=|url\((?!#)/i);
  }
  assert.doesNotMatch(svg, /\p{Cc}/u);
  assert.ok(svg.isWellFormed());
}
