import { isIPv6 } from 'node:net';
import type { Limit } from './count-attempt.ts';

const quarter = 900;
const hour = 3600;

export const signInLimits = (email: string, from: string): Limit[] => [
  { key: `sign-in:account:${email}`, limit: 10, windowSeconds: quarter },
  { key: `sign-in:address:${network(from)}`, limit: 50, windowSeconds: quarter },
];

export const registrationLimits = (from: string): Limit[] => [
  { key: `register:${network(from)}`, limit: 20, windowSeconds: hour },
];

export const resetLimits = (email: string, from: string): Limit[] => [
  { key: `reset:account:${email}`, limit: 5, windowSeconds: hour },
  { key: `reset:address:${network(from)}`, limit: 20, windowSeconds: hour },
];

export const confirmationLimits = (accountId: string): Limit[] => [
  { key: `confirmation:${accountId}`, limit: 5, windowSeconds: hour },
];

export const emailChangeLimits = (accountId: string): Limit[] => [
  { key: `email-change:${accountId}`, limit: 5, windowSeconds: hour },
];

/** A signed-in person proves again who they are. */
export const proofLimits = (accountId: string): Limit[] => [
  { key: `proof:${accountId}`, limit: 10, windowSeconds: quarter },
];

/** An IPv6 client owns at least a /64, so all its addresses count as one. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const plain = address.split('%')[0] ?? '';
  return isIPv6(plain) ? firstGroups(plain).join(':') : address;
}

function firstGroups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const width = 8 - (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? 0 : Math.max(0, width - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
}
