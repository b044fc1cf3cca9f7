import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callerOf, callSigner, serviceKeys, signCall } from './identity.ts';

const [key, old] = ['a-key-of-at-least-thirty-two-characters', 'an-older-key-of-thirty-two-characters'];
const now = 1_790_000_000_000;
const seen = (token: string, at = now, audience = 'payments', keys = [key]) =>
  callerOf(keys, `Bearer ${token}`, audience, at);

it('says who calls', () => {
  assert.equal(seen(signCall(key, 'web', 'payments', now)), 'web');
  assert.equal(callerOf([key], `Bearer ${callSigner(key, 'web', 'payments')()}`, 'payments'), 'web');
});

it('is nobody without a signature, with another key, for another service, too late or too early', () => {
  const token = signCall(key, 'web', 'payments', now);
  assert.equal(callerOf([key], undefined, 'payments'), undefined);
  assert.equal(callerOf([key], 'Bearer', 'payments'), undefined);
  assert.equal(callerOf([key], 'Bearer a.b.c', 'payments'), undefined);
  assert.equal(seen(token, now, 'payments', [old]), undefined);
  assert.equal(seen(token, now, 'catalogue'), undefined);
  assert.equal(seen(token, now + 59_000), 'web');
  assert.equal(seen(token, now + 60_000), undefined);
  assert.equal(seen(token, now - 10_000), undefined);
  assert.equal(seen(`${token}.x`), undefined);
});

it('is nobody once a letter of it was changed', () => {
  const token = signCall(key, 'web', 'payments', now);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ iss: 'root', aud: 'payments', iat: now / 1000, exp: now / 1000 + 60 }));
  assert.equal(seen(`${head}.${forged.toString('base64url')}.${signature}`), undefined);
  assert.equal(seen(`${head}.${claims}.${signature.slice(1)}A`), undefined);
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  assert.equal(seen(`${unsigned}.${claims}.`), undefined);
});

it('is known by an older key while both are handed out', () => {
  const keys = serviceKeys(`${key}\n${old}\n`);
  assert.deepEqual(keys, [key, old]);
  assert.equal(seen(signCall(old, 'web', 'payments', now), now, 'payments', keys), 'web');
});
