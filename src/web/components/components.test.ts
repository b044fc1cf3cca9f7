import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewPages } from '../assets/preview/pages.ts';
import { html, render } from '../html.ts';
import { layout, type PageContext } from '../layout.ts';
import { type Locale, locales, messagesFor } from '../messages/index.ts';
import { localisedPath } from '../paths.ts';
import { actionButton } from './form.ts';
import { holdCountdown } from './hold-countdown.ts';
import { languageSwitch } from './language-switch.ts';
import { listingCard } from './listing-card.ts';
import { price } from './price.ts';
import { rating } from './rating.ts';

const shop = {
  name: 'BookStore',
  currency: 'COP',
  country: 'CO',
  locale: 'es',
  publicUrl: 'https://books.test',
} as const;

function context(locale: Locale, more: Partial<PageContext> = {}): PageContext {
  const url = (path: string) => localisedPath(locale, shop.locale, path);
  return {
    locale,
    t: messagesFor(locale),
    path: '/',
    url,
    asset: (name) => `/assets/${name}`,
    shop,
    viewer: null,
    cartCount: 0,
    csrf: null,
    ...more,
  };
}

const es = context('es');
const en = context('en');
const text = (markup: { toString(): string }) =>
  markup
    .toString()
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ');

const pages = locales.flatMap((locale) =>
  Object.entries(previewPages(context(locale))).map(
    ([name, page]) => [`${name}, ${locale}`, render(layout(context(locale), page))] as const,
  ),
);

test('every page has one h1, one main, its language and no identifier twice', () => {
  for (const [name, page] of pages) {
    assert.equal(page.match(/<h1[ >]/g)?.length, 1, name);
    assert.equal(page.match(/<main[ >]/g)?.length, 1, name);
    assert.match(page, /<html lang="(es|en)">/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(
      ids.filter((id, place) => ids.indexOf(id) !== place),
      [],
      name,
    );
  }
});

test('labels, descriptions and links within a page lead to something', () => {
  for (const [name, page] of pages) {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const wanted = [...page.matchAll(/ (?:(?:for|aria-labelledby|aria-describedby)="|href="#)([^"]+)"/g)].flatMap(
      ([, found]) => found?.split(' ') ?? [],
    );
    assert.deepEqual(
      wanted.filter((id) => !ids.has(id)),
      [],
      name,
    );
  }
});

test('nothing is inline that the content security policy forbids, and no value is printed that is none', () => {
  for (const [name, page] of pages) {
    assert.doesNotMatch(page, / style=| on[a-z]+=|<style|javascript:/, name);
    assert.doesNotMatch(page, /<script(?! type="(module" src=|application\/ld\+json"))/, name);
    assert.doesNotMatch(page, />undefined|undefined<|\[object|NaN|="null"/, name);
  }
});

test('every picture says its size and its words', () => {
  for (const [name, page] of pages) {
    for (const [picture] of page.matchAll(/<img [^>]+>/g))
      assert.match(picture, / width="\d+" height="\d+" .*alt="/, name);
  }
});

test('prices are written as the country does, cents only where there are any', () => {
  assert.equal(text(price(es, 2_500_000)), '$ 25.000');
  assert.equal(text(price(es, 2_500_050)), '$ 25.000,50');
  assert.equal(text(price(en, 2_500_000)), 'COP 25,000');
  assert.equal(text(price(es, 99_999_999_999_900)), '$ 999.999.999.999');
  assert.equal(text(price({ ...es, shop: { ...shop, currency: 'JPY' } }, 2500)).replace(/\D/g, ''), '2500');
});

test('the language switch keeps the page and its query', () => {
  const path = '/search?q=a&sort=newest';
  assert.match(
    render(languageSwitch(context('es', { path }))),
    /href="\/en\/search\?q=a&amp;sort=newest" hreflang="en"/,
  );
  assert.match(render(languageSwitch(context('en', { path }))), /href="\/search\?q=a&amp;sort=newest" hreflang="es"/);
  assert.match(render(languageSwitch(context('es'))), /href="\/en"/);
});

test('a form carries the token of who is signed in, and none for a visitor', () => {
  const post = (ctx: PageContext) => render(actionButton(ctx, '/sign-out', { label: 'x' }, { key: '1' }));
  assert.match(post(context('es', { csrf: 't"k' })), /name="csrf" value="t&quot;k"/);
  assert.doesNotMatch(post(es), /csrf/);
  assert.match(post(es), /name="key" value="1"/);
});

test('a card shows hostile text as text, and a sold copy without its price', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'';
  const book = {
    listingId: '1',
    workId: '1',
    title: hostile,
    authors: [hostile, hostile],
    priceMinor: 100,
    condition: 'good',
    city: hostile,
  } as const;
  const card = render(listingCard(es, book));
  assert.equal(card.match(/<img /g)?.length, 1);
  assert.doesNotMatch(card, /onerror=alert\(1\)>/);
  const sold = text(listingCard(es, { ...book, sold: true }));
  assert.match(sold, /Vendido/);
  assert.doesNotMatch(sold, /\$/);
});

test('a rating is a sentence for who cannot see stars, and none has its own words', () => {
  assert.match(text(rating(es, 4.666, 1204)), /4,7 de 5, 1\.204 reseñas/);
  assert.match(text(rating(en, 5, 1)), /5\.0 out of 5, 1 review/);
  assert.equal(text(rating(es, 0, 0)), 'Aún sin reseñas');
});

test('a hold says its end without script, and never a time below zero', () => {
  const end = Date.UTC(2026, 10, 3, 20, 45);
  const running = render(holdCountdown(es, end, end - 90_000));
  assert.match(running, /data-seconds="90"/);
  assert.match(running, /3:45/);
  assert.match(render(holdCountdown(es, end, end + 5000)), /data-seconds="0"/);
});

test('a page that search engines should know names its other language; a private one names nothing', () => {
  const known = render(layout(en, { title: 'x', canonical: '/search', body: html`` }));
  assert.match(known, /rel="canonical" href="https:\/\/books\.test\/en\/search"/);
  assert.match(known, /hreflang="es" href="https:\/\/books\.test\/search"/);
  const hidden = render(layout(en, { title: 'x', robots: 'noindex', body: html`` }));
  assert.match(hidden, /name="robots" content="noindex"/);
  assert.doesNotMatch(hidden, /canonical|og:/);
});
