import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../platform/ids.ts';
import type { AnswerCookies } from './route.ts';

export type CookieName = 'session' | 'cart' | 'guest';

export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined;
  write(request: FastifyRequest, reply: FastifyReply, cookies: AnswerCookies): void;
}

const cartSeconds = 90 * 86_400;
const guestSeconds = 180 * 86_400;
const mostGuestPurchases = 8;

/** `__Host-` binds a cookie to this host and to https; a shop on plain http (development) cannot have it. */
export function cookiesOf(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:');
  const nameOf = (name: CookieName): string => (secure ? `__Host-${name}` : name);
  const set = (reply: FastifyReply, name: CookieName, value: string, maxAge: number): void => {
    void reply.setCookie(nameOf(name), value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge });
  };
  const read = (request: FastifyRequest, name: CookieName): string | undefined => {
    const value = request.cookies[nameOf(name)];
    return value === '' ? undefined : value;
  };
  return {
    read,
    write: (request, reply, { session, cart, guest }) => {
      if (session === 'end') set(reply, 'session', '', 0);
      else if (session)
        set(reply, 'session', session.token, Math.max(0, Math.floor((session.expiresAt - Date.now()) / 1000)));
      if (cart !== undefined) set(reply, 'cart', cart ?? '', cart === null ? 0 : cartSeconds);
      if (guest) set(reply, 'guest', addGuest(read(request, 'guest'), guest), guestSeconds);
    },
  };
}

/** A browser remembers its latest purchases as a guest: `ID.TOKEN` each, newest first. */
function addGuest(before: string | undefined, { purchaseId, token }: { purchaseId: string; token: string }): string {
  const others = guestEntries(before).filter((entry) => entry.purchaseId !== purchaseId);
  return [{ purchaseId, token }, ...others]
    .slice(0, mostGuestPurchases)
    .map((entry) => `${entry.purchaseId}.${entry.token}`)
    .join('~');
}

export function guestEntries(cookie: string | undefined): { purchaseId: string; token: string }[] {
  return (cookie ?? '').split('~').flatMap((entry) => {
    const [purchaseId = '', token = ''] = entry.split('.');
    return isId(purchaseId) && token !== '' ? [{ purchaseId, token }] : [];
  });
}

/** A new visitor's cart. */
export const newCartToken = (): string => randomBytes(32).toString('base64url');
