import type { PageRequest } from '../../route.ts';

/** A field of a posted form as it was typed; empty where it is absent, the first where it came more than once. */
export function typed(body: PageRequest['body'], name: string): string {
  const value = body[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text ?? '';
}

const keyShape = /^[\w-]{8,80}$/;

/** The idempotency key that the form carries; a form without one is no repeat of another. */
export function keyOf(body: PageRequest['body'], fresh: string): string {
  const key = typed(body, 'key');
  return keyShape.test(key) ? key : fresh;
}
