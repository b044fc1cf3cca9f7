import { createHmac, timingSafeEqual } from 'node:crypto';

const livesSeconds = 60;
/** Clocks of two machines differ a little. */
const skewSeconds = 5;
const freshMs = 20_000;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const head = encode({ alg: 'HS256', typ: 'JWT' });
const sign = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Keys that sign calls between services: the first signs, any verifies, so that a new one can be handed out before the old one goes. */
export const serviceKeys = (text: string): string[] => text.split(/\s+/).filter(Boolean);

interface Claims {
  iss: string;
  aud: string;
  iat: number;
  exp: number;
}

/** Says who calls, to whom, and for a minute only: a JSON Web Token (HS256). `caller` and `audience` are names of services. */
export function signCall(key: string, caller: string, audience: string, now = Date.now()): string {
  const iat = Math.floor(now / 1000);
  const claims: Claims = { iss: caller, aud: audience, iat, exp: iat + livesSeconds };
  const text = `${head}.${encode(claims)}`;
  return `${text}.${sign(key, text).toString('base64url')}`;
}

/** Signs calls to one service; a token serves for a third of its life. */
export function callSigner(key: string, caller: string, audience: string): () => string {
  let token = '';
  let madeAt = -Infinity;
  return () => {
    const now = Date.now();
    if (now - madeAt > freshMs) [token, madeAt] = [signCall(key, caller, audience, now), now];
    return token;
  };
}

/** Who signed a call to `audience`; undefined for nobody: unsigned, forged, for somebody else, expired or not valid yet. */
export function callerOf(
  keys: readonly string[],
  authorization: string | undefined,
  audience: string,
  now = Date.now(),
): string | undefined {
  const [first, second, signature, rest] = (/^Bearer (\S{1,2000})$/.exec(authorization ?? '')?.[1] ?? '').split('.');
  if (first !== head || second === undefined || signature === undefined || rest !== undefined) return undefined;
  const given = Buffer.from(signature, 'base64url');
  if (!keys.some((key) => same(sign(key, `${first}.${second}`), given))) return undefined;
  const { iss, aud, iat, exp } = JSON.parse(Buffer.from(second, 'base64url').toString()) as Claims;
  const seconds = now / 1000;
  return aud === audience && seconds < exp && seconds > iat - skewSeconds ? iss : undefined;
}

const same = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
