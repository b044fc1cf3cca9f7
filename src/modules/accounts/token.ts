import { createHash, randomBytes } from 'node:crypto';

/** An opaque secret of 32 random bytes: 43 characters that a link and a cookie can carry. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the table keeps of a secret. It needs no salt and no stretching: nobody guesses 80 bits or more. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const looksLikeToken = (text: string): boolean => /^[\w-]{43}$/.test(text);
