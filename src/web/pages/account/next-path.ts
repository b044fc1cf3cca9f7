const nowhere = 'http://shop.invalid';

/** Where to go on after signing in: a path of this shop, or undefined for anything that leads out of it. */
export function nextPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || !given.startsWith('/') || given.length > 1000) return undefined;
  const url = URL.parse(given, nowhere);
  return url?.origin === nowhere && !url.pathname.startsWith('//') ? url.pathname + url.search : undefined;
}

/** `path?next=…`, where there is a place to go on to. */
export const withNext = (path: string, next: string | undefined): string =>
  next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`;
