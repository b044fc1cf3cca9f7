import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

type Colour = readonly [lightness: number, chroma: number, hue: number];

const source = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const oklch = String.raw`oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)`;

function tokens(): Map<string, { light: Colour; dark: Colour }> {
  const found = source.matchAll(new RegExp(String.raw`--([\w-]+): light-dark\(\s*${oklch},\s*${oklch}\s*\)`, 'g'));
  return new Map(
    [...found].map(([, name = '', ...figures]) => {
      const [a, b, c, d, e, f] = figures.map(Number) as [number, number, number, number, number, number];
      return [name, { light: [a, b, c], dark: [d, e, f] }];
    }),
  );
}

/** Relative luminance of WCAG. Source: Björn Ottosson's OKLab. A colour outside sRGB fails, since a screen would show another. */
function luminance([percent, chroma, hue]: Colour): number {
  const [l, a, b] = [percent / 100, chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short;
  const green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short;
  const blue = -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short;
  for (const part of [red, green, blue])
    assert.ok(part > -0.005 && part < 1.005, `outside sRGB: ${percent}% ${chroma} ${hue}`);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = 'paper surface sunken';
const text: Readonly<Record<string, string>> = {
  ink: `${grounds} accent-wash warm-wash danger-wash`,
  'ink-soft': `${grounds} accent-wash warm-wash danger-wash`,
  accent: `${grounds} accent-wash`,
  'accent-deep': `${grounds} accent-wash`,
  'accent-ink': 'accent accent-deep',
  'fascia-ink': 'fascia',
  'fascia-soft': 'fascia',
  warm: `${grounds} warm-wash`,
  danger: `${grounds} danger-wash`,
  surface: 'warm danger',
};
const edges: Readonly<Record<string, string>> = { 'line-strong': grounds, focus: `${grounds} accent-wash danger-wash` };

function weakest(pairs: Readonly<Record<string, string>>, least: number): string[] {
  const all = tokens();
  const of = (name: string) => all.get(name) ?? assert.fail(`no token --${name}`);
  return Object.entries(pairs).flatMap(([name, grounds]) =>
    grounds.split(' ').flatMap((ground) =>
      (['light', 'dark'] as const).flatMap((theme) => {
        const ratio = contrast(of(name)[theme], of(ground)[theme]);
        return ratio < least ? [`${name} on ${ground}, ${theme}: ${ratio.toFixed(2)}`] : [];
      }),
    ),
  );
}

test('text stands out from its ground by 4.5 : 1, in both themes', () => {
  assert.deepEqual(weakest(text, 4.5), []);
});

test('the edges of controls and the focus ring stand out by 3 : 1', () => {
  assert.deepEqual(weakest(edges, 3), []);
});

test('the measure itself: black on white is 21, and a pale grey on white fails', () => {
  assert.equal(Math.round(contrast([0, 0, 0], [100, 0, 0])), 21);
  assert.ok(contrast([75, 0, 0], [100, 0, 0]) < 4.5);
});
