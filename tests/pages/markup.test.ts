import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { routes } from '../../src/web/routes.ts';
import { openPageWorld, type PageWorld } from './page-world.ts';
import { readMarkup, type Tag } from './read-markup.ts';
import { lostVisits, type Visit, visits, visitsOf } from './visits.ts';

const hostile = `<script>alert(1)</script>"'><img src=x onerror=1>`;

describe('every page, with markup in every text', () => {
  let world: PageWorld;
  before(async () => {
    world = await openPageWorld({ write: (text) => text + hostile });
  });
  after(() => world.close());

  const show = async ({ as, path, status = 200 }: Visit) => {
    const answer = await world.browsers[as].get(path);
    assert.equal(answer.status, status, `${as} at ${path}`);
    return answer;
  };

  test('each GET of the route map is visited', () => {
    const gets = routes.filter((route) => route.method === 'GET').map((route) => route.path);
    assert.deepEqual(
      gets.filter((path) => !(path in visits)),
      [],
    );
    assert.deepEqual(
      Object.keys(visits).filter((path) => !gets.includes(path)),
      [],
    );
  });

  test('is well-formed: nothing that was typed is markup, nothing runs but files of the shop', async (t) => {
    for (const visit of visitsOf(world).filter((each) => !each.file))
      await t.test(`${visit.as} ${visit.path}`, async () => {
        const { body } = await show(visit);
        const tags = readMarkup(body);
        assertNothingInline(tags);
        assertFrame(tags);
      });
  });

  test('what machines read says it as text too', async () => {
    for (const visit of visitsOf(world).filter((each) => each.file)) {
      const { body } = await show(visit);
      assert.doesNotMatch(body, /<script|<img|onerror=1>/, visit.path);
    }
  });

  test('shows what was typed, on the pages where it belongs', async () => {
    for (const path of ['/', '/listings/:id', '/sellers/:id/reviews', '/purchases/:id', '/admin/orders/:id', '/cart']) {
      const bodies = await Promise.all((visits[path]?.(world) ?? []).map(async (visit) => (await show(visit)).body));
      assert.ok(
        bodies.some((body) => body.includes('&lt;script&gt;alert(1)')),
        path,
      );
    }
  });

  test('what stands in the address is text too', async () => {
    const words = encodeURIComponent(hostile);
    const addresses = [
      `/search?q=${words}&condition=${words}&city=${words}&subject=${words}&minPrice=${words}&sort=${words}`,
      `/sign-in?next=${words}`,
    ];
    for (const path of [
      ...addresses,
      `/confirm?token=${words}`,
      `/reset?token=${words}`,
      `/new-email?token=${words}`,
      `/?done=${words}`,
      `/${words}`,
      `/en/listings/${words}`,
    ])
      assertNothingInline(readMarkup((await world.browsers.visitor.get(path)).body));
    for (const path of [`/admin/accounts?q=${words}`, `/admin/listings?q=${words}`, `/admin/orders?status=${words}`])
      assertNothingInline(readMarkup((await world.browsers.administrator.get(path)).body));
    assert.ok(lostVisits.length > 0);
  });
});

test('reading is strict enough to find what a page would let through', () => {
  for (const typed of [
    '<script>alert(1)</script>',
    '<img src=x onerror=1>',
    `"'><b>`,
    '" onclick="x',
    '<',
    '<p style="color:red">',
  ])
    for (const page of [`<p>${typed}</p>`, `<p title="${typed}"></p>`])
      if (page !== `<p>" onclick="x</p>` && page !== `<p>"'><b></p>`)
        assert.throws(() => assertNothingInline(readMarkup(page)), `${page} is found`);
  assert.equal(readMarkup('<p title="a &lt; b">a &lt; b</p><br>').length, 2);
});

function assertNothingInline(tags: readonly Tag[]): void {
  for (const { name, attributes, text } of tags) {
    if (name === 'script')
      assert.ok(attributes.has('src') ? text === '' : isData(attributes, text), `a script: ${text.slice(0, 80)}`);
    assert.notEqual(name, 'style');
    for (const [key, value] of attributes) {
      assert.doesNotMatch(key, /^(on|style$|srcdoc$)/i, `<${name} ${key}>`);
      assert.doesNotMatch(value, /^\s*(javascript|data):/i, `<${name} ${key}="${value}">`);
    }
  }
}

/** Facts for search engines: no program, and nothing in it can end its element. */
function isData(attributes: Tag['attributes'], text: string): boolean {
  JSON.parse(text);
  return attributes.get('type') === 'application/ld+json' && !text.includes('<');
}

/** What each page has, for those who hear it and for those who find it. */
function assertFrame(tags: readonly Tag[]): void {
  const named = (name: string) => tags.filter((tag) => tag.name === name);
  assert.equal(named('h1').length, 1, 'one h1');
  assert.equal(named('main').length, 1, 'one main');
  assert.match(named('html')[0]?.attributes.get('lang') ?? '', /^(es|en)$/);
  assert.match(named('title')[0]?.text ?? '', /\S.* · BookStore$|^BookStore$/);
  const ids = tags.flatMap((tag) => tag.attributes.get('id') ?? []);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
    'no id stands twice',
  );
  const known = new Set(ids);
  for (const tag of tags)
    for (const key of ['for', 'aria-labelledby', 'aria-describedby', 'list'])
      for (const id of (tag.attributes.get(key) ?? '').split(' ').filter(Boolean))
        assert.ok(known.has(id), `${key}="${id}" leads nowhere`);
}
