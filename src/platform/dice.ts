/** Throws a fair die with so many sides: 0 to sides − 1. */
export type Dice = (sides: number) => number;

/**
 * Dice that fall the same way for the same text, on every machine.
 * For things that must look random and be repeatable; never for secrets.
 * Source: FNV-1a for the text, mulberry32 for the throws.
 */
export function diceFor(text: string): Dice {
  let state = hashText(text);
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
