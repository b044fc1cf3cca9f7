import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { routes } from '../../src/web/routes.ts';
import { refusals } from '../pages/forms-table.ts';
import { openPageWorld, type PageWorld } from '../pages/page-world.ts';
import { readMarkup } from '../pages/read-markup.ts';
import { visitsOf } from '../pages/visits.ts';
import { dataMissing } from '../support/shared-data.ts';
import { hostileTexts } from './hostile-texts.ts';

/** Passwords are hashed, each for some thirty milliseconds. */
const slow = ['/sign-in', '/register', '/account/password', '/account/email', '/account/second-factor/confirmation'];

/** Chosen among what the page offers: anything else comes back as no choice. */
const choices = ['region', 'method', 'locale', 'coverage'];

describe('every field of every form, with text that breaks programs', { skip: dataMissing() }, () => {
  let world: PageWorld;
  const texts = dataMissing() === undefined ? hostileTexts() : [];
  before(async () => {
    world = await openPageWorld();
  });
  after(() => world.close());

  for (const [route, refused] of Object.entries(refusals))
    test(route, async () => {
      const { as, path, typed, besides = {}, action = path } = await refused(world);
      const browser = world.browsers[as];
      const send = routes.some((each) => each.path === route && each.multipart) ? browser.upload : browser.post;
      const fields = { ...typed, ...besides };
      const names = Object.keys(fields).filter((name) => name !== 'step');
      for (const [at, text] of texts
        .filter((_text, place) => place % (slow.includes(route) ? 12 : 1) === 0)
        .entries()) {
        const name = names[at % names.length] ?? '';
        const answer = await send(path, { ...fields, [name]: text });
        const what = `${name} = ${JSON.stringify(text).slice(0, 80)}`;
        assert.ok(answer.status < 500, `${what} answers ${String(answer.status)}`);
        assertNoScript(answer.body, what);
        const again = answer.forms.find((each) => each.action === action)?.fields[name];
        if (name in typed && !choices.includes(name) && again !== undefined && isSentWhole(text))
          assert.equal(again, text, what);
      }
    });

  test('and in the query of every page', async () => {
    const pages = visitsOf(world).filter((each) => !each.file && each.as === 'visitor');
    for (const [at, text] of texts.entries()) {
      const { path } = pages[at % pages.length] ?? { path: '/' };
      const query = ['q', 'cursor', 'sort', 'city', 'next', 'done'].map(
        (name) => `${name}=${encodeURIComponent(text.toWellFormed())}`,
      );
      const answer = await world.browsers.visitor.get(
        `${path.split('?')[0] ?? '/'}?${query.join('&').slice(0, 8_000)}`,
      );
      assert.ok(answer.status < 500, `${path} with ${JSON.stringify(text).slice(0, 80)}: ${String(answer.status)}`);
      assertNoScript(answer.body, path);
    }
  });
});

/** A form is sent as UTF-8, with the line breaks of one kind. */
const isSentWhole = (text: string): boolean => text.isWellFormed() && !/[\r\n\0]/.test(text);

function assertNoScript(body: string, what: string): void {
  if (!body.startsWith('<!')) return;
  for (const { name, attributes } of readMarkup(body)) {
    assert.ok(![...attributes.keys()].some((each) => each.startsWith('on')), `${what}: <${name}>`);
    if (name === 'script' && attributes.get('type') !== 'application/ld+json')
      assert.match(attributes.get('src') ?? '', /^\/assets\//, `${what}: a script`);
    assert.doesNotMatch(attributes.get('href') ?? '', /^\s*(javascript|data|vbscript):/i, `${what}: <${name}>`);
  }
}
