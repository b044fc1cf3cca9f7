import { escapeXml } from '../clean-text.ts';
import { readableOn } from '../contrast.ts';
import type { Composition, Cover } from '../cover.ts';
import { fit, sans, setAuthors, setTitle } from '../lettering.ts';
import { measureText } from '../measure-text.ts';
import type { Palette } from '../palettes.ts';
import { rectangle } from '../shapes.ts';

const width = 252;
const height = 284;

/** Nothing but letters: each line of the title as wide as the page. */
export const stack: Composition = (cover) => {
  const { palette } = cover;
  return (
    rectangle(24, 24, width, 6, palette.accent) +
    setBlock(cover) +
    setAuthors(cover, {
      x: 24,
      top: 346,
      width,
      height: 34,
      size: 18,
      align: 'bottom',
      fill: palette.ink,
      face: 'sans',
    })
  );
};

function setBlock(cover: Cover): string {
  const { lines, wasCut } = fit(cover.title, {
    x: 24,
    top: 0,
    width: 150,
    height: 200,
    size: 34,
    fill: '',
    face: 'sans',
    bold: true,
    caps: true,
  });
  const sizes = lines.map((line) => Math.min(96, Math.floor(width / (measureText(line, 1) * 1.12))));
  const used = sizes.reduce((sum, size, index) => sum + lineHeight(lines[index] ?? '', size), 0);
  if (wasCut || used > height || cover.subtitle !== '' || Math.min(...sizes) < 17) return setPlainly(cover);
  return setWide(cover, lines, sizes);
}

/** How much of the column a line of capitals takes, with the air above it; accents on capitals need more. */
const lineHeight = (line: string, size: number): number =>
  Math.round(size * (/[\u0300-\u030f]/.test(line.normalize('NFD')) ? 0.94 : 0.74) + 9);

function setWide({ palette }: Cover, lines: readonly string[], sizes: readonly number[]): string {
  const strong = readableOn(palette.ground, palette, [palette.accent]);
  let y = 38;
  const rows = lines.map((line, index) => {
    const size = sizes[index] ?? 20;
    y += lineHeight(line, size);
    const justified = size < 96 ? ` textLength="${width}" lengthAdjust="spacingAndGlyphs"` : '';
    const fill = index % 2 === 0 ? palette.ink : strong;
    return `<text x="24" y="${y}" fill="${fill}" font-size="${size}"${justified}>${escapeXml(line)}</text>`;
  });
  return `${fillDown(y + 18, palette)}<g font-family="${sans}" font-weight="700">${rows.join('')}</g>`;
}

const setPlainly = (cover: Cover): string =>
  rectangle(24, 330, width, 3, cover.palette.accent) +
  setTitle(cover, { x: 24, top: 48, width, height: 264, size: 52, fill: cover.palette.ink, face: 'sans', bold: true });

/** Bars that thicken on their way down to the authors. */
function fillDown(from: number, { soft, accent }: Palette): string {
  let y = from;
  const bars: string[] = [];
  for (let thick = 2; y + thick <= 332; thick += 3) {
    bars.push(rectangle(24, y, width, thick, bars.length % 2 === 0 ? soft : accent));
    y += thick + 6;
  }
  return bars.join('');
}
