/** Short SVG for plain shapes; all coordinates are whole numbers. */
export const rectangle = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<path fill="${fill}" d="M${x} ${y}h${width}v${height}h${-width}z"/>`;

export const disc = (x: number, y: number, radius: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const ring = (x: number, y: number, radius: number, stroke: string, width: number): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;

export const area = (outline: string, fill: string): string => `<path fill="${fill}" d="${outline}"/>`;

export const line = (course: string, stroke: string, width: number): string =>
  `<path fill="none" stroke="${stroke}" stroke-width="${width}" d="${course}"/>`;

/** A small lozenge with two points beside it, such as printers set under a title. */
export const fleuron = (x: number, y: number, fill: string): string =>
  area(`M${x - 6} ${y}l6-6 6 6-6 6zM${x - 22} ${y}l4-4 4 4-4 4zM${x + 14} ${y}l4-4 4 4-4 4z`, fill);

export const round = Math.round;

/** The point at an angle (in turns, from the top, clockwise) and distance from a centre. */
export function around(x: number, y: number, distance: number, turns: number): readonly [number, number] {
  const angle = turns * 2 * Math.PI;
  return [round(x + distance * Math.sin(angle)), round(y - distance * Math.cos(angle))];
}
