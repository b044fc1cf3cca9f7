import { randomFillSync } from 'node:crypto';
import { type PRNG, ulid } from 'ulidx';

const pool = new Uint8Array(4096);
let used = pool.length;

/** Random bytes are drawn in blocks, since one call to the kernel for each of an id's 16 characters costs more than the id. */
const random: PRNG = () => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 256;
};

/** A new id: a ULID, ordered by time, unguessable, 26 characters. */
export const newId = (): string => ulid(undefined, random);

export const isId = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
