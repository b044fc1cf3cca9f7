import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import type { Operation } from '../../src/api/operation.ts';
import { operations } from '../../src/api/routes.ts';
import { payloadOf } from '../api/rest-client.ts';
import { type RestTarget, restTargets } from '../pages/doors-of-rest.ts';
import { openPageWorld, type PageWorld, type Role } from '../pages/page-world.ts';
import { dataMissing } from '../support/shared-data.ts';
import { hostileTexts } from './hostile-texts.ts';

/** Passwords are hashed, each for some thirty milliseconds. */
const slow = ['POST /accounts', 'POST /sessions'];
/** What is kept in a form of its own, so that it can be found: `9788437604947` for `978-84-376-0494-7`. */
const normalised = ['isbn', 'email', 'language', 'country', 'currency', 'phone'];

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The ways to each text in a body of this schema: `['authors', 0]`. */
function textsIn(schema: Schema, way: readonly (string | number)[] = []): (string | number)[][] {
  const found = (schema.anyOf ?? []).flatMap((each) => textsIn(each, way));
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => textsIn(each, [...way, name]));
  const first = schema.items ? textsIn(schema.items, [...way, 0]) : [];
  return [...(schema.type === 'string' ? [[...way]] : []), ...found, ...inside, ...first];
}

/** The body with another value at the end of the way. */
function withText(body: Json | undefined, [step, ...rest]: readonly (string | number)[], text: string): Json {
  if (step === undefined) return text;
  if (typeof step === 'number') return [withText(Array.isArray(body) ? body[step] : undefined, rest, text)];
  const before = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  return { ...before, [step]: withText(before[step], rest, text) };
}

/** Every value of this name, however deep. */
function valuesOf(name: string, json: unknown): unknown[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json as Record<string, unknown>).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...valuesOf(name, value),
  ]);
}

describe('every text of every REST body, with text that breaks programs', { skip: dataMissing() }, () => {
  let world: PageWorld;
  const texts = dataMissing() === undefined ? hostileTexts() : [];
  const targets = new Map<string, RestTarget>();
  before(async () => {
    world = await openPageWorld({ api: true });
    for (const [name, target] of Object.entries(restTargets)) targets.set(name, await target(world));
    // An edition with an ISBN keeps its facts, whatever is sent.
    targets.set('PATCH /listings/:id', { path: `/listings/${(await world.shop.soledad()).id}`, body: {} });
  });
  after(() => world.close());

  for (const line of operations.filter(({ body }) => body))
    test(`${line.method} ${line.path}`, async () => {
      const name = `${line.method} ${line.path}`;
      const target = targets.get(name) ?? { path: line.path };
      const schema = z.toJSONSchema(line.body ?? z.never(), { unrepresentable: 'any', io: 'input' }) as Schema;
      // A listing that was given an ISBN is of that edition from then on; POST tries the ISBN.
      const ways = textsIn(schema).filter((way) => name !== 'PATCH /listings/:id' || way.at(-1) !== 'isbn');
      const used = slow.includes(name) ? texts.filter((_text, at) => at % 12 === 0) : texts;
      for (const [at, text] of used.entries()) {
        const way = ways[at % Math.max(1, ways.length)];
        if (way) await send(line, target, way, text);
      }
    });

  async function send(line: Operation, { path, body }: RestTarget, way: readonly (string | number)[], text: string) {
    const sent = withText(body as Json | undefined, way, text);
    const token = world.browsers[roleFor(line)].cookies.get('session');
    const answer = await world.shop.server.inject({
      method: line.method,
      url: `/api/v1${path}`,
      ...payloadOf({ body: sent, token }),
    });
    const what = `${way.join('.')} = ${JSON.stringify(text).slice(0, 80)}: ${answer.body.slice(0, 200)}`;
    assert.ok(answer.statusCode < 500, what);
    const said = answer.body === '' ? {} : answer.json<unknown>();
    const field = String(way.findLast((step) => typeof step === 'string'));
    if (answer.statusCode >= 300) assert.ok(valuesOf('code', said).length > 0, what);
    else if (!normalised.includes(field)) assertKept(field, text, said, what);
  }

  const roleFor = ({ access, path }: Operation): Role => {
    if (access === 'administrator') return 'administrator';
    return /^\/(listings|sales|me\/listings)/.test(path) ? 'seller' : 'buyer';
  };
});

/** What the answer says of the field is what was typed. */
function assertKept(field: string, text: string, said: unknown, what: string): void {
  const kept = valuesOf(field, said)
    .flat()
    .filter((value) => typeof value === 'string');
  if (kept.length === 0 || text.trim() === '') return;
  assert.ok(kept.includes(text) || kept.includes(text.trim()), what);
}
