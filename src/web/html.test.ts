import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, html, jsonLd, type Part, render } from './html.ts';

const hostile = `"><script>alert('1')</script>&`;
const harmless = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;';

test('text and attributes are escaped, however deep they stand', () => {
  const inner = html`<b title="${hostile}">${hostile}</b>`;
  const expected = `<p><b title="${harmless}">${harmless}</b></p>`;
  assert.equal(render(html`<p>${inner}</p>`), expected);
  assert.equal(render(html`<p>${[[inner]]}</p>`), expected);
  assert.equal(render(html`${[hostile, [hostile]]}`), harmless + harmless);
});

test('markup that was made once is not escaped again', () => {
  assert.equal(render(html`${html`<i>${'a & b'}</i>`}`), '<i>a &amp; b</i>');
});

test('absent values print nothing, numbers print themselves', () => {
  assert.equal(render(html`[${null}${undefined}${false}${true}${''}${[]}]`), '[]');
  assert.equal(render(html`${0} ${1.5} ${-2}`), '0 1.5 -2');
});

test('an object that only claims to be markup is escaped', () => {
  const forged = { isEscaped: true, toString: () => hostile } as unknown as Part;
  assert.equal(render(html`${forged}`), harmless);
  const string = Object.assign(new String(hostile), { isEscaped: true }) as unknown as Part;
  assert.equal(render(html`${string}`), harmless);
});

test('attributes are written, escaped or left out', () => {
  const all = attributes({
    value: hostile,
    disabled: true,
    checked: false,
    title: undefined,
    rows: 4,
    id: null,
    list: '',
  });
  assert.equal(render(html`<input${all}>`), `<input value="${harmless}" disabled rows="4" list="">`);
});

test('no text closes a block of JSON-LD', () => {
  const block = render(jsonLd({ name: '</script><script>alert(1)</script><!--' }));
  assert.equal(block.match(/<\/?script/g)?.length, 2);
  assert.deepEqual(JSON.parse(block.replace(/<[^>]+>/g, '')), { name: '</script><script>alert(1)</script><!--' });
});
