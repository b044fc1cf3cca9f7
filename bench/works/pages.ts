import type { FilledShop } from '../generate/fill-shop.ts';
import { ask } from '../load/ask.ts';
import { draws, mostPopular, type Popularity } from '../load/popularity.ts';
import { type Request, writeRequests } from '../load/wrk.ts';
import { measureLoad, type Payers } from '../measure/measure-load.ts';
import type { SameBytes } from '../stage/limit.ts';
import { cacheHeaders, type Place } from '../stage/stage.ts';
import { bothDatabases, type ReadyWork, type Work } from './work.ts';

/** Requests that are drawn once and sent over and over. */
const drawn = 20_000;
const popular = 24;
const sampled = 16;
/** So many times the seconds of a round: code is compiled well once it has run often, and by the same processor. */
const warmRounds = 2;

type Choose = (filled: FilledShop) => Request[];

const newest: Choose = () => [{ path: '/search' }];
const home: Choose = () => [{ path: '/' }];
const listings =
  (popularity: Popularity): Choose =>
  (filled) =>
    draws(filled.listings, popularity, drawn).map(({ id }) => ({ path: `/listings/${id}` }));

/** A word or two of a book that somebody reads, narrowed by condition and price, with the counts of every filter. */
const searches =
  (popularity: Popularity): Choose =>
  (filled) =>
    draws(filled.listings, popularity, drawn).map(({ title }, at) => ({ path: `/search?${searchFor(title, at)}` }));

/** What readers search for. */
export const searchRequests = (filled: FilledShop): Request[] => searches('zipf')(filled);

const narrowed = ['condition=good&condition=very_good', 'maxPrice=60000', 'language=es', 'format=paperback&sort=price'];

function searchFor(title: string, at: number): string {
  const found = title.split(/[^\p{L}]+/u).filter((word) => word.length > 3);
  const start = at % Math.max(1, found.length - 1);
  const q = found.slice(start, start + 1 + (at % 2)).join(' ');
  return `${new URLSearchParams({ q }).toString()}&${narrowed[at % narrowed.length] ?? ''}`;
}

const signedIn =
  (choose: Choose): Choose =>
  (filled) =>
    Array.from(repeated(choose(filled), filled.tokens.length), (request, at) => ({
      ...request,
      headers: { Cookie: `session=${filled.tokens[at % filled.tokens.length] ?? ''}` },
    }));

/** At least so many. */
const repeated = <T>(items: readonly T[], least: number): T[] =>
  Array.from({ length: Math.max(least, items.length) }, (_, at) => items[at % items.length] as T);

const popularListings: Choose = (filled) =>
  mostPopular(filled.listings, popular).map(({ id }) => ({ path: `/listings/${id}` }));

/** Straight to the application. */
const direct = (name: string, choose: Choose): Work => ({
  name,
  databases: bothDatabases,
  prepare: async ({ shop, databasePids, filled, folder }, { seconds }) => {
    const requests = choose(filled);
    const payers = { application: [shop.pid], database: databasePids };
    const file = writeRequests(folder, name, requests);
    return ready(shop.url, file, seconds, payers, await bytesOf(shop.url, requests));
  },
});

/** Through NGINX and its micro-cache; `again`: by somebody who has the page already. */
const cached = (name: string, choose: Choose, again: boolean): Work => ({
  name,
  databases: bothDatabases,
  prepare: async (place, { seconds }) => {
    const { cache, filled, folder } = place;
    const requests = choose(filled).map(({ path }) => ({ path, headers: cacheHeaders }));
    const file = writeRequests(folder, name, again ? await withTags(cache.url, requests) : requests);
    return ready(cache.url, file, seconds, allOf(place), await bytesOf(cache.url, requests));
  },
});

const allOf = ({ shop, databasePids, cache }: Place): Payers => ({
  application: [shop.pid],
  database: databasePids,
  proxy: [cache.pid],
});

async function ready(url: string, file: string, seconds: number, payers: Payers, sent: SameBytes): Promise<ReadyWork> {
  await measureLoad(url, file, warmRounds * seconds, payers);
  return { measure: () => measureLoad(url, file, seconds, payers), sent };
}

async function bytesOf(url: string, requests: readonly Request[]): Promise<SameBytes> {
  const answers = await Promise.all(requests.slice(0, sampled).map((request) => ask(url, request)));
  const refused = answers.find(({ status }) => status !== 200);
  if (refused)
    throw new Error(`${requests[0]?.path ?? url} is answered ${refused.status}: ${refused.body.slice(0, 200)}`);
  const type = answers[0]?.headers['content-type'] ?? 'text/html';
  return { type, bodies: answers.map(({ body }) => body) };
}

/** Errors: the shop names no version of a page, or sends it again to those who have it. */
async function withTags(url: string, requests: readonly Request[]): Promise<Request[]> {
  return Promise.all(
    requests.map(async (request) => {
      const { headers } = await ask(url, request);
      const tag = headers.etag;
      if (tag === undefined) throw new Error(`${request.path} has no ETag`);
      const tagged = { path: request.path, headers: { ...request.headers, 'If-None-Match': tag } };
      const { status } = await ask(url, tagged);
      if (status !== 304) throw new Error(`${request.path} is answered ${status} to those who have it`);
      return tagged;
    }),
  );
}

export const pageWorks: readonly Work[] = [
  direct('newest 24', newest),
  direct('search, filters, counts', searches('zipf')),
  direct('search, uniform', searches('uniform')),
  direct('listing', listings('zipf')),
  direct('listing, uniform', listings('uniform')),
  direct('home', home),
  direct('newest 24, signed in', signedIn(newest)),
  direct('listing, signed in', signedIn(listings('zipf'))),
  cached('newest 24, cached', newest, false),
  cached('listing, cached', popularListings, false),
  cached('newest 24, 304', newest, true),
  cached('listing, 304', popularListings, true),
  direct('REST, list of 24', () => [{ path: '/api/v1/listings?limit=24&sort=newest' }]),
  direct('REST, one listing', (filled) => listings('zipf')(filled).map(({ path }) => ({ path: `/api/v1${path}` }))),
];
