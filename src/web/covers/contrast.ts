import type { Palette } from './palettes.ts';

/** The contrast of two hex colours as WCAG 2.2 counts it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The first of the palette's letters, or else white or near-black, that can be read on that colour. */
export function readableOn(surface: string, palette: Palette, wished: readonly string[] = []): string {
  const choices = [...wished, palette.ink, palette.ground, '#ffffff', '#141210'];
  return choices.find((choice) => contrast(choice, surface) >= 4.6) ?? '#000000';
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
