import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

const keyFor = (secretKey: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', `page ${purpose}`, 32));

/** What a form carries from one page to the next so that nobody can read or change it on the way: encrypted, for one purpose, for `ms`. */
export function sealStep(secretKey: string, purpose: string, value: object, ms: number): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secretKey, purpose), iv);
  const text = cipher.update(JSON.stringify({ until: Date.now() + ms, value }), 'utf8');
  return Buffer.concat([iv, text, cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** What was sealed for this purpose; undefined for anything forged, cut, or older than it may be. */
export function unsealStep(
  secretKey: string,
  purpose: string,
  sealed: string,
): Readonly<Record<string, unknown>> | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secretKey, purpose), bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString();
    const { until, value } = JSON.parse(text) as { until: number; value: Record<string, unknown> };
    return until > Date.now() ? value : undefined;
  } catch {
    return undefined;
  }
}
